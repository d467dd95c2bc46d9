/// What every context needs of Kafka: settings, topics, sending.
@NullMarked
package dev.warfront.kernel.kafka;

import org.jspecify.annotations.NullMarked;
