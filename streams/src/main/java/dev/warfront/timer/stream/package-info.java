/// Fires the durable timers.
@NullMarked
package dev.warfront.timer.stream;

import org.jspecify.annotations.NullMarked;
