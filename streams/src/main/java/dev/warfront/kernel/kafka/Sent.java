package dev.warfront.kernel.kafka;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// What became of a record: either where the log has it, or why not. After an error it may be in the log all the same.
///
/// @param metadata partition, offset and, with LogAppendTime, the log's time
public record Sent(
        KafkaRecord record,
        @Nullable RecordMetadata metadata,
        @Nullable Throwable error) {}
