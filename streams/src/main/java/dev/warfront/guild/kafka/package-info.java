/// Clans on Kafka.
@NullMarked
package dev.warfront.guild.kafka;

import org.jspecify.annotations.NullMarked;
