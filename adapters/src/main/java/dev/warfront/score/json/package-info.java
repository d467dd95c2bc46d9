/// Score events on the wire.
@NullMarked
package dev.warfront.score.json;

import org.jspecify.annotations.NullMarked;
