/// Land on Kafka.
@NullMarked
package dev.warfront.territory.kafka;

import org.jspecify.annotations.NullMarked;
