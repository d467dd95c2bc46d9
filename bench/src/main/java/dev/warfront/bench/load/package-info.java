/// Figures: how fast the program is, beside a named bound measured in the same run.
@NullMarked
package dev.warfront.bench.load;

import org.jspecify.annotations.NullMarked;
