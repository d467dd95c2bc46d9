package dev.warfront.kernel.kafka;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// How a record was answered: where the log has it, or why it has not. After an error it may be in the log
/// all the same.
///
/// @param metadata partition, offset and, with LogAppendTime, the log's time
public record Sent(
        KafkaRecord record,
        @Nullable RecordMetadata metadata,
        @Nullable Throwable error) {}
