package dev.warfront.bench.load;

import static java.util.Objects.requireNonNull;

import dev.warfront.bench.wire.BrokerAnswer;
import dev.warfront.bench.wire.EventLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// The nodes that share the event log, as the broker knows them.
final class LogReaders implements AutoCloseable {
    private static final String GROUP = "warfront-score";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Admin admin;
    private final int partitions;

    LogReaders(String bootstrap) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        var topics =
                BrokerAnswer.of(admin.describeTopics(Set.of(EventLog.TOPIC)).allTopicNames());
        this.partitions =
                requireNonNull(topics.get(EventLog.TOPIC)).partitions().size();
    }

    /// By partition who reads it, once exactly these members share all of them.
    Map<Integer, String> awaitShared(Set<String> members) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var readers = read();
            if (Set.copyOf(readers.values()).equals(members) && readers.size() == partitions) {
                return readers;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the log is not shared by %s but %s".formatted(members, readers));
            }
            Pause.of(POLL);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<Integer, String> read() {
        var group = requireNonNull(
                BrokerAnswer.of(admin.describeConsumerGroups(Set.of(GROUP)).all())
                        .get(GROUP));
        var readers = new HashMap<Integer, String>();
        for (var member : group.members()) {
            var name = member.groupInstanceId().orElse(member.consumerId());
            member.assignment().topicPartitions().forEach(each -> readers.put(each.partition(), name));
        }
        return readers;
    }
}
