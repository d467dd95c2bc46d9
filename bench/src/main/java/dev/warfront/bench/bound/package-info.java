/// What the program is held against: each does as little as can be done of the same work, in the same run.
@NullMarked
package dev.warfront.bench.bound;

import org.jspecify.annotations.NullMarked;
