/// What may be remembered for a short time.
@NullMarked
package dev.warfront.kernel.cache;

import org.jspecify.annotations.NullMarked;
