package dev.warfront.bench.bound;

import dev.warfront.bench.wire.BrokerAnswer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// A running [StreamsPeer] and how far it has committed.
public final class RunningPeer implements AutoCloseable {
    private final PeerArguments arguments;
    private final Admin admin;
    private final Map<TopicPartition, OffsetAndMetadata> from = new HashMap<>();
    private final ChildJvm jvm;

    /// Starts it.
    ///
    /// @param offsets where it begins, by partition
    public RunningPeer(PeerArguments arguments, Map<Integer, Long> offsets) {
        this.arguments = arguments;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.bootstrap()));
        offsets.forEach((partition, offset) ->
                from.put(new TopicPartition(arguments.topic(), partition), new OffsetAndMetadata(offset)));
        var _ = BrokerAnswer.of(
                admin.alterConsumerGroupOffsets(arguments.application(), from).all());
        this.jvm = new ChildJvm(StreamsPeer.class, arguments.words());
    }

    /// Records committed since it began.
    public long committed() {
        return BrokerAnswer.of(
                        admin.listConsumerGroupOffsets(arguments.application()).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(place -> place.getValue() != null)
                .mapToLong(place -> {
                    var begun = from.get(place.getKey());
                    return begun == null ? 0 : place.getValue().offset() - begun.offset();
                })
                .sum();
    }

    /// Ends it in order.
    public Count end() {
        var words = jvm.end().split(" ", -1);
        return new Count(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    @Override
    public void close() {
        jvm.close();
        admin.close();
    }

    /// What it has read.
    ///
    /// @param refused records with a wrong signature, and events without points
    public record Count(long counted, long refused) {}
}
