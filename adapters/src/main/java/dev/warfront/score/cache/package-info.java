/// What is read of battles most, remembered for a moment.
@NullMarked
package dev.warfront.score.cache;

import org.jspecify.annotations.NullMarked;
