/// The outbox in PostgreSQL: written beside the change, read by the relay.
@NullMarked
package dev.warfront.outbox.postgres;

import org.jspecify.annotations.NullMarked;
