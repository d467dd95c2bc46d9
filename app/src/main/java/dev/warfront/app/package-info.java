/// The runnable program.
@NullMarked
package dev.warfront.app;

import org.jspecify.annotations.NullMarked;
