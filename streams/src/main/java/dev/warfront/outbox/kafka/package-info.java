/// Publishes what the outbox holds.
@NullMarked
package dev.warfront.outbox.kafka;

import org.jspecify.annotations.NullMarked;
