package dev.warfront.bench.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Headers of Kafka's records as text.
final class Headers {
    private Headers() {}

    /// The last one of that name; empty if there is none.
    static String text(ConsumerRecord<?, ?> row, String name) {
        var header = row.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
