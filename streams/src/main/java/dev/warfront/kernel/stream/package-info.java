/// The supervisor of everything that moves by itself.
@NullMarked
package dev.warfront.kernel.stream;

import org.jspecify.annotations.NullMarked;
