package dev.warfront.kernel.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// Holds topics as they are against those that are wanted.
final class TopicCheck {
    private final Collection<TopicSpec> specs;

    TopicCheck(Collection<TopicSpec> specs) {
        this.specs = specs;
    }

    /// Of each topic that is not as it is wanted everything that is wrong, by its name.
    Map<String, List<String>> wrong(Map<String, TopicDescription> found, Map<ConfigResource, Config> configs) {
        var wrong = new TreeMap<String, List<String>>();
        for (var spec : specs) {
            var all = allWrong(spec, found.get(spec.name()), configs.get(resource(spec)));
            if (!all.isEmpty()) {
                wrong.put(spec.name(), all);
            }
        }
        return wrong;
    }

    /// What nobody can look at may be anything.
    private static List<String> allWrong(TopicSpec spec, @Nullable TopicDescription topic, @Nullable Config config) {
        if (topic == null) {
            return List.of("is not there");
        }
        var wrong = new ArrayList<String>();
        if (topic.partitions().size() != spec.partitions()) {
            wrong.add("partitions: %d, not %d".formatted(topic.partitions().size(), spec.partitions()));
        }
        if (config == null) {
            wrong.add("its properties may not be looked at");
        }
        wrongProperties(spec, topic, config).forEach(each -> wrong.add(each.toString()));
        return List.copyOf(wrong);
    }

    /// What would set their configs right; nothing for those that are.
    Map<ConfigResource, Collection<AlterConfigOp>> changes(
            Map<String, TopicDescription> found, Map<ConfigResource, Config> configs) {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var spec : specs) {
            var operations = wrongProperties(spec, found.get(spec.name()), configs.get(resource(spec))).stream()
                    .map(WrongProperty::change)
                    .toList();
            if (!operations.isEmpty()) {
                changes.put(resource(spec), operations);
            }
        }
        return changes;
    }

    List<ConfigResource> resources() {
        return specs.stream().map(TopicCheck::resource).toList();
    }

    private static ConfigResource resource(TopicSpec spec) {
        return new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
    }

    private static List<WrongProperty> wrongProperties(
            TopicSpec spec, @Nullable TopicDescription topic, @Nullable Config config) {
        if (topic == null || config == null) {
            return List.of();
        }
        var wrong = new ArrayList<WrongProperty>();
        for (var wanted : spec.config().entrySet()) {
            var value = value(config, wanted.getKey());
            if (!spec.isRight(wanted.getKey(), value)) {
                wrong.add(new WrongProperty(wanted.getKey(), value, wanted.getValue()));
            }
        }
        var inSync = value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        var replicas = replicas(topic);
        if (!isInSyncRight(inSync, replicas)) {
            wrong.add(new WrongProperty(
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, inSync, Integer.toString(inSyncWanted(replicas))));
        }
        wrong.sort(Comparator.comparing(WrongProperty::key));
        return wrong;
    }

    private static String value(Config config, String key) {
        var entry = config.get(key);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    private static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(1);
    }

    /// With one alone, what was acknowledged can be lost with one broker; where there are but two, more than
    /// one would stop the topic with either of them.
    private static int inSyncWanted(int replicas) {
        return replicas > 2 ? 2 : 1;
    }

    /// More than there are refuse every record.
    private static boolean isInSyncRight(String value, int replicas) {
        if (value.isEmpty()) {
            return false;
        }
        var found = Integer.parseInt(value);
        return found >= inSyncWanted(replicas) && found <= replicas;
    }
}
