package dev.warfront.kernel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many replicas have to have a record, by how many there are (the embedded broker has but one), and what
/// is said of that which may not be looked at.
class TopicCheckTest {
    private static final TopicSpec SPEC = TopicSpec.of("checked", 1, Duration.ofDays(1));
    private static final ConfigResource TOPIC = new ConfigResource(ConfigResource.Type.TOPIC, SPEC.name());

    private final TopicCheck check = new TopicCheck(List.of(SPEC));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 2", "3, 2", "3, 3", "5, 4"})
    void givenAsManyInSyncAsAreWanted_nothingIsWrong(int replicas, String inSync) {
        assertThat(check.wrong(topic(replicas), config(inSync))).isEmpty();
        assertThat(check.changes(topic(replicas), config(inSync))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1", "2, 3, 1", "3, 1, 2", "3, 4, 2", "5, 1, 2"})
    void givenTooFewInSync_orMoreThanThereAre_thatIsWrong(int replicas, String inSync, String right) {
        assertThat(check.wrong(topic(replicas), config(inSync)))
                .isEqualTo(Map.of(SPEC.name(), List.of("min.insync.replicas: %s, not %s".formatted(inSync, right))));
        assertThat(check.changes(topic(replicas), config(inSync)))
                .isEqualTo(Map.of(TOPIC, List.of(set(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, right))));
    }

    @Test
    void givenPropertiesThatMayNotBeLookedAt_thatIsWrong_andNothingIsChanged() {
        assertThat(check.wrong(topic(1), Map.of()))
                .isEqualTo(Map.of(SPEC.name(), List.of("its properties may not be looked at")));
        assertThat(check.changes(topic(1), Map.of())).isEmpty();
    }

    @Test
    void givenNoTopic_itIsWrong_andNothingIsChanged() {
        assertThat(check.wrong(Map.of(), config("1"))).isEqualTo(Map.of(SPEC.name(), List.of("is not there")));
        assertThat(check.changes(Map.of(), config("1"))).isEmpty();
    }

    private static AlterConfigOp set(String key, String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }

    private static Map<String, TopicDescription> topic(int replicas) {
        var nodes = Collections.nCopies(replicas, Node.noNode());
        var partition = new TopicPartitionInfo(0, Node.noNode(), nodes, nodes);
        return Map.of(SPEC.name(), new TopicDescription(SPEC.name(), false, List.of(partition)));
    }

    /// As it is wanted, but for this.
    private static Map<ConfigResource, Config> config(String inSync) {
        var all = new HashMap<>(SPEC.config());
        all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, inSync);
        return Map.of(
                TOPIC,
                new Config(all.entrySet().stream()
                        .map(each -> new ConfigEntry(each.getKey(), each.getValue()))
                        .toList()));
    }
}
