/// Durable timers: rows that fire once, also after a restart.
@NullMarked
package dev.warfront.timer;

import org.jspecify.annotations.NullMarked;
