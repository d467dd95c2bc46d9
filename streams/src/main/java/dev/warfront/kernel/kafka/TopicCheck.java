package dev.warfront.kernel.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

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
            var all = new ArrayList<String>();
            var topic = found.get(spec.name());
            if (topic == null) {
                all.add("is not there");
            } else if (topic.partitions().size() != spec.partitions()) {
                all.add("partitions: %d, not %d".formatted(topic.partitions().size(), spec.partitions()));
            }
            wrongConfig(spec, configs)
                    .forEach((key, value) -> all.add(
                            "%s: %s, not %s".formatted(key, value, spec.config().get(key))));
            if (!all.isEmpty()) {
                wrong.put(spec.name(), List.copyOf(all));
            }
        }
        return wrong;
    }

    /// What would set their configs right; nothing for those that are.
    Map<ConfigResource, Collection<AlterConfigOp>> changes(Map<ConfigResource, Config> configs) {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var spec : specs) {
            var operations = wrongConfig(spec, configs).keySet().stream()
                    .map(key ->
                            new AlterConfigOp(new ConfigEntry(key, spec.config().get(key)), AlterConfigOp.OpType.SET))
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

    private static Map<String, String> wrongConfig(TopicSpec spec, Map<ConfigResource, Config> configs) {
        var config = configs.get(resource(spec));
        var wrong = new TreeMap<String, String>();
        if (config != null) {
            for (var key : spec.config().keySet()) {
                var entry = config.get(key);
                var value = entry == null || entry.value() == null ? "" : entry.value();
                if (!spec.isRight(key, value)) {
                    wrong.put(key, value);
                }
            }
        }
        return wrong;
    }
}
