package dev.warfront.kernel.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/// A topic that a context needs; each is a bean. It is created when it is missing; one that was made otherwise is set
/// right, see {@link Topics}.
///
/// @param config of the topic, in Kafka's names
/// @param least those names in the config of which more is right too; below 0 means without bound
/// @param notifies fields of its events whose ids name what was changed, for streams that show
/// it; see {@link ChangeTail}
public record TopicSpec(
        String name, int partitions, Map<String, String> config, Set<String> least, List<String> notifies) {

    /// What a producer sends at once, Kafka's default of `max.request.size`.
    private static final long REQUEST_BYTES_MAX = 1024L * 1024;

    /// By which the clocks of broker and program may differ.
    private static final Duration CLOCKS_APART_MAX = Duration.ofHours(1);

    public TopicSpec {
        config = Map.copyOf(config);
        least = Set.copyOf(least);
        notifies = List.copyOf(notifies);
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " has " + partitions + " partitions");
        }
    }

    /// Its records are dropped after that time and not before, however many there are and whatever their keys.
    /// It takes what a producer sends, and no replica takes over that lacks what was acknowledged.
    public static TopicSpec of(String name, int partitions, Duration retention) {
        var config = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                "false");
        return new TopicSpec(name, partitions, config, Set.of(), List.of())
                .withAtLeast(TopicConfig.RETENTION_MS_CONFIG, retention.toMillis())
                .withAtLeast(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, REQUEST_BYTES_MAX)
                .withAtLeast(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, CLOCKS_APART_MAX.toMillis())
                .withAtLeast(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, CLOCKS_APART_MAX.toMillis());
    }

    /// The same topic, with more of its config said: these values and no others.
    public TopicSpec with(Map<String, String> more) {
        var all = new HashMap<>(config);
        all.putAll(more);
        var others = new HashSet<>(least);
        others.removeAll(more.keySet());
        return new TopicSpec(name, partitions, all, others, notifies);
    }

    /// The same topic, of which this property has that value or a greater one.
    public TopicSpec withAtLeast(String key, long value) {
        var all = new HashMap<>(config);
        all.put(key, Long.toString(value));
        var more = new HashSet<>(least);
        more.add(key);
        return new TopicSpec(name, partitions, all, more, notifies);
    }

    /// The same topic, whose events notify streams of what stands in these fields.
    public TopicSpec notifying(String... fields) {
        return new TopicSpec(name, partitions, config, least, List.of(fields));
    }

    /// Whether a topic that has this value of a property has what is wanted: that value, or, of those that are
    /// wanted at least, a greater one or one below 0, which is without bound.
    boolean isRight(String key, String value) {
        var wanted = config.get(key);
        return wanted == null || wanted.equals(value) || (least.contains(key) && isMore(wanted, value));
    }

    private static boolean isMore(String wanted, String value) {
        if (value.isEmpty()) {
            return false;
        }
        var found = Long.parseLong(value);
        return found < 0 || found > Long.parseLong(wanted);
    }
}
