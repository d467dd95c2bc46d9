/// What concerns this module as a whole.
@NullMarked
package dev.warfront.streams;

import org.jspecify.annotations.NullMarked;
