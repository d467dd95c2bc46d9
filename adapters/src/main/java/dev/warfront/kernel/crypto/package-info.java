/// Secrets at rest.
@NullMarked
package dev.warfront.kernel.crypto;

import org.jspecify.annotations.NullMarked;
