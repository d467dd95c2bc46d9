/// The durable timers in PostgreSQL.
@NullMarked
package dev.warfront.timer.postgres;

import org.jspecify.annotations.NullMarked;
