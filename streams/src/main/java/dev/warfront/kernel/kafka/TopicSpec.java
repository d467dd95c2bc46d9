package dev.warfront.kernel.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/// A topic that a context needs; each is a bean. It is created when it is missing; one that was made otherwise is set
/// right, see {@link Topics}.
///
/// @param config of the topic, in Kafka's names
/// @param notifies fields of its events whose ids name what was changed, for streams that show
/// it; see {@link ChangeTail}
public record TopicSpec(String name, int partitions, Map<String, String> config, List<String> notifies) {

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

    /// Its records are dropped after that time and not before.
    public static TopicSpec of(String name, int partitions, Duration retention) {
        return new TopicSpec(
                name,
                partitions,
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE));
    }

    /// The same topic, with more of its config said.
    public TopicSpec with(Map<String, String> more) {
        var all = new HashMap<>(config);
        all.putAll(more);
        return new TopicSpec(name, partitions, all, notifies);
    }

    /// The same topic, whose events notify streams of what stands in these fields.
    public TopicSpec notifying(String... fields) {
        return new TopicSpec(name, partitions, config, List.of(fields));
    }

    /// Whether a topic that has this value has what is wanted. Records may be kept longer, and not shorter.
    boolean isRight(String key, String value) {
        var wanted = config.get(key);
        return wanted == null || wanted.equals(value) || keepsLonger(key, wanted, value);
    }

    private static boolean keepsLonger(String key, String wanted, String value) {
        if (!key.equals(TopicConfig.RETENTION_MS_CONFIG) || value.isEmpty()) {
            return false;
        }
        var kept = Long.parseLong(value);
        return kept < 0 || kept > Long.parseLong(wanted);
    }
}
