package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.BoundedConsumer;
import dev.warfront.kernel.kafka.KafkaRecord;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// How long a record may be, and what is kept of a longer one: nobody can make the program hold more of a record than
/// that. Source: docs/rules/score.md, what a stranger can cause.
final class RecordBounds {
    /// Of the key and all headers together.
    static final int HEADERS_MAX = 4 * 1024;
    /// What a header costs that has nothing in it.
    static final int HEADER_BYTES = 16;
    /// What a record costs that has nothing in it.
    static final int RECORD_BYTES = 256;

    private RecordBounds() {}

    /// The record, when it is short enough; else the first {@link KafkaRecord#VALUE_MAX} bytes of its value, and no
    /// key and headers when these are too long. It still says how long key and value were.
    static ConsumerRecord<byte[], byte[]> within(ConsumerRecord<byte[], byte[]> record) {
        var headed = length(record.key()) + headerBytes(record) <= HEADERS_MAX;
        return headed && length(record.value()) <= KafkaRecord.VALUE_MAX
                ? record
                : new ConsumerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.timestampType(),
                        headed ? record.serializedKeySize() : HEADERS_MAX + 1,
                        record.serializedValueSize(),
                        headed ? record.key() : null,
                        beginning(record.value()),
                        headed ? record.headers() : new RecordHeaders(),
                        Optional.empty());
    }

    /// What is wrong with the length of a record that was made to fit; null when nothing is.
    static @Nullable String refusal(ConsumerRecord<byte[], byte[]> record) {
        var unread = BoundedConsumer.unread(record);
        if (unread != null) {
            return unread;
        }
        if (record.serializedKeySize() > HEADERS_MAX) {
            return "key and headers longer than " + HEADERS_MAX + " bytes";
        }
        return record.serializedValueSize() > KafkaRecord.VALUE_MAX
                ? "longer than " + KafkaRecord.VALUE_MAX + " bytes"
                : null;
    }

    /// Of key, value and headers as they are here, with what it costs to hold them: nothing that can be sent is free.
    static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return RECORD_BYTES + length(record.key()) + length(record.value()) + headerBytes(record);
    }

    private static long headerBytes(ConsumerRecord<byte[], byte[]> record) {
        var bytes = 0L;
        for (var header : record.headers()) {
            bytes += HEADER_BYTES + header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte @Nullable [] beginning(byte @Nullable [] value) {
        return value == null || value.length <= KafkaRecord.VALUE_MAX
                ? value
                : Arrays.copyOf(value, KafkaRecord.VALUE_MAX);
    }
}
