/// What may be remembered for a moment.
@NullMarked
package dev.warfront.kernel.cache;

import org.jspecify.annotations.NullMarked;
