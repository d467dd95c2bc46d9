/// Tests of points.
@NullMarked
package dev.warfront.score;

import org.jspecify.annotations.NullMarked;
