package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Reads the log and queues its records by partition. Kafka's own consumer on one thread of its own, which may
/// block: where a partition begins, and whether it is paused, is decided in one place before each poll. A
/// partition stays paused until its stored offset is known, and whenever its flush loop has enough.
final class LogConsumer {
    private static final Logger log = LoggerFactory.getLogger(LogConsumer.class);
    private static final String GROUP = "warfront-score";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CLOSE = Duration.ofSeconds(3);
    private static final int CALLS_MAX = 16;
    private static final int POLL_RECORDS_MAX = 10_000;
    private static final int FETCH_BYTES_MAX = 16 * 1024 * 1024;
    private static final int SESSION_MS = 6_000;
    private static final int HEARTBEAT_MS = 2_000;

    private final Map<String, Object> properties;
    private final List<FlushLoop> loops;
    private final PipelineMetrics metrics;
    /// Of the consumer's thread only.
    private final Map<Integer, AssignedPartition> assigned = new HashMap<>();

    LogConsumer(
            Map<String, Object> consumerProperties,
            ScoreSettings settings,
            List<FlushLoop> loops,
            PipelineMetrics metrics) {
        properties = new HashMap<>(consumerProperties);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        if (settings.memberId() != null && !settings.memberId().isBlank()) {
            properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.memberId());
        }
        this.loops = List.copyOf(loops);
        this.metrics = metrics;
    }

    static Map<String, Object> properties(KafkaSettings settings) {
        return settings.consumer(GROUP);
    }

    /// Ends when it may not go on; the group is left then.
    Flux<Void> run(BooleanSupplier goesOn) {
        return Flux.defer(() -> {
            var thread = Schedulers.newBoundedElastic(1, CALLS_MAX, "kafka-score-log", 60, true);
            return Flux.usingWhen(
                    Mono.fromCallable(this::subscribed).subscribeOn(thread),
                    consumer -> Mono.<Void>fromRunnable(() -> poll(consumer))
                            .subscribeOn(thread)
                            .repeat(goesOn),
                    consumer -> close(consumer, thread));
        });
    }

    private Consumer<byte[], byte[]> subscribed() {
        var consumer = new KafkaConsumer<byte[], byte[]>(properties);
        consumer.subscribe(List.of(ScoreLog.FEED), new Assignments());
        return consumer;
    }

    /// Behind the poll under way. That one may have been cancelled, which interrupts the thread; a consumer
    /// that is interrupted while it closes would not leave its group, and its partitions would wait for it.
    private Mono<Void> close(Consumer<byte[], byte[]> consumer, Scheduler thread) {
        return Mono.<Void>fromRunnable(() -> {
                    if (Thread.interrupted()) {
                        log.debug("cancelled while it polled");
                    }
                    consumer.close(CloseOptions.timeout(CLOSE));
                    disown(List.copyOf(assigned.keySet()));
                })
                .subscribeOn(thread)
                .doFinally(_ -> thread.dispose());
    }

    private void poll(Consumer<byte[], byte[]> consumer) {
        pauseOrResume(consumer);
        var records = consumer.poll(POLL);
        for (var partition : records.partitions()) {
            var ownership = assigned.get(partition.partition());
            if (ownership != null && ownership.positioned()) {
                ownership.add(records.records(partition));
            }
        }
        metrics.lag(lag(consumer));
    }

    private void pauseOrResume(Consumer<byte[], byte[]> consumer) {
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        for (var each : consumer.assignment()) {
            var ownership = assigned.get(each.partition());
            if (ownership == null || !ownership.owned()) {
                ownership = assign(each.partition());
            }
            (ready(consumer, each, ownership) && !loopOf(ownership).full(ownership) ? resume : pause).add(each);
        }
        consumer.pause(pause);
        consumer.resume(resume);
    }

    private boolean ready(Consumer<byte[], byte[]> consumer, TopicPartition partition, AssignedPartition ownership) {
        var state = ownership.state();
        if (!ownership.positioned() && state != null) {
            consumer.seek(partition, state.next());
            ownership.position();
        }
        return ownership.positioned();
    }

    private long lag(Consumer<byte[], byte[]> consumer) {
        var lag = 0L;
        for (var each : consumer.assignment()) {
            lag += consumer.currentLag(each).orElse(0);
        }
        for (var each : assigned.values()) {
            lag += each.waiting();
        }
        return lag;
    }

    private AssignedPartition assign(int partition) {
        var ownership = new AssignedPartition(partition);
        assigned.put(partition, ownership);
        loopOf(ownership).add(ownership);
        return ownership;
    }

    private void disown(Collection<Integer> partitions) {
        for (var each : partitions) {
            var ownership = assigned.remove(each);
            if (ownership != null) {
                ownership.disown();
                loopOf(ownership).signal();
            }
        }
    }

    private FlushLoop loopOf(AssignedPartition ownership) {
        return loops.get(ownership.partition() % loops.size());
    }

    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                log.info("assigned: {}", numbers(partitions));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                log.info("revoked: {}", numbers(partitions));
            }
            disown(numbers(partitions));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }

        private static List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).sorted().toList();
        }
    }
}
