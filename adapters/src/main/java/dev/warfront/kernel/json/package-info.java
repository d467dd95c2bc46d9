/// How values look on every wire: JSON and its binary twin CBOR.
@NullMarked
package dev.warfront.kernel.json;

import org.jspecify.annotations.NullMarked;
