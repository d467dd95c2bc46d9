package dev.warfront.kernel.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A topic that a context needs; each is a bean. It is created when it is missing and never changed.
///
/// @param config of the topic, in Kafka's names
/// @param notifies fields of its events whose ids name what was changed, for streams that show
/// it; see {@link ChangeTail}
public record TopicSpec(String name, int partitions, Map<String, String> config, List<String> notifies) {

    private static final String RETENTION = "retention.ms";

    public TopicSpec {
        config = Map.copyOf(config);
        notifies = List.copyOf(notifies);
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " has " + partitions + " partitions");
        }
    }

    public TopicSpec(String name, int partitions, Map<String, String> config) {
        this(name, partitions, config, List.of());
    }

    public static TopicSpec of(String name, int partitions, Duration retention) {
        return new TopicSpec(name, partitions, Map.of(RETENTION, Long.toString(retention.toMillis())));
    }

    /// The same topic, whose events notify streams of what stands in these fields.
    public TopicSpec notifying(String... fields) {
        return new TopicSpec(name, partitions, config, List.of(fields));
    }
}
