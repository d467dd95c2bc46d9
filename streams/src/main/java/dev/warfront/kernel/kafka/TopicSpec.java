package dev.warfront.kernel.kafka;

import java.time.Duration;
import java.util.Map;

/// A topic that a context needs; each is a bean. It is created when it is missing and never changed.
///
/// @param config of the topic, in Kafka's names
public record TopicSpec(String name, int partitions, Map<String, String> config) {

    private static final String RETENTION = "retention.ms";

    public TopicSpec {
        config = Map.copyOf(config);
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " has " + partitions + " partitions");
        }
    }

    public static TopicSpec of(String name, int partitions, Duration retention) {
        return new TopicSpec(name, partitions, Map.of(RETENTION, Long.toString(retention.toMillis())));
    }
}
