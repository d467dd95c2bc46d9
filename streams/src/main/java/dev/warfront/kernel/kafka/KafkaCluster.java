package dev.warfront.kernel.kafka;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Asks the brokers whether they are there, and what they hold.
@Component
public final class KafkaCluster implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int CALLS_MAX = 64;

    private final KafkaSettings settings;

    /// Making a client blocks.
    private final Scheduler thread = Schedulers.newBoundedElastic(1, CALLS_MAX, "kafka-cluster", 60, true);

    /// Made on first use, on the thread.
    private @Nullable Admin admin;

    public KafkaCluster(KafkaSettings settings) {
        this.settings = settings;
    }

    /// How many nodes answer; fails when none does.
    public Mono<Integer> nodes() {
        var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
        return answer(open -> open.describeCluster(options).nodes()).map(Collection::size);
    }

    /// The id of a topic, another one each time that a topic of this name is made; fails when there is none.
    public Mono<UUID> topicId(String topic) {
        return answer(open ->
                        open.describeTopics(List.of(topic)).topicNameValues().get(topic))
                .map(TopicDescription::topicId)
                .map(id -> new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    }

    /// What partitions of a topic hold; fails when one of them does not answer.
    public Mono<Map<Integer, OffsetRange>> ranges(String topic, Collection<Integer> partitions) {
        return offsets(topic, partitions, OffsetSpec.earliest())
                .zipWith(
                        offsets(topic, partitions, OffsetSpec.latest()),
                        (firsts, ends) -> partitions.stream()
                                .collect(Collectors.toMap(
                                        identity(), each -> new OffsetRange(value(firsts, each), value(ends, each)))));
    }

    private Mono<Map<Integer, Long>> offsets(String topic, Collection<Integer> partitions, OffsetSpec spec) {
        var asked = partitions.stream().collect(Collectors.toMap(each -> new TopicPartition(topic, each), _ -> spec));
        return answer(open -> open.listOffsets(asked).all())
                .map(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(
                                each -> each.getKey().partition(),
                                each -> each.getValue().offset())));
    }

    private static long value(Map<Integer, Long> offsets, Integer partition) {
        return requireNonNull(offsets.get(partition));
    }

    private <T> Mono<T> answer(Function<Admin, KafkaFuture<T>> question) {
        return Mono.fromSupplier(this::opened)
                .subscribeOn(thread)
                .flatMap(open -> Mono.fromCompletionStage(question.apply(open).toCompletionStage()))
                .timeout(PATIENCE)
                .publishOn(Schedulers.parallel());
    }

    private Admin opened() {
        var open = admin;
        if (open == null) {
            open = Admin.create(settings.admin());
            admin = open;
        }
        return open;
    }

    @Override
    public void destroy() {
        thread.dispose();
        var open = admin;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
