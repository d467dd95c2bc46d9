/// What every context needs and none owns: ids, time, events, the transaction around a decision.
@NullMarked
package dev.warfront.kernel;

import org.jspecify.annotations.NullMarked;
