package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.stream.Backoff;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.ReceiverOptions;

/// Reads the log as a member of the group that shares its partitions: one Reactor Kafka receiver for the node. Nothing
/// is acknowledged and nothing committed to the group, whose offsets nobody asks for. docs/adr/0014.
@Component
final class LogConsumer implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(LogConsumer.class);
    private static final String GROUP = "warfront-score";
    /// So long a partition that is paused may wait to go on.
    private static final Duration POLL = Duration.ofMillis(20);

    private static final Duration CLOSE = Duration.ofSeconds(3);
    private static final Duration AGAIN_MIN = Duration.ofMillis(100);
    private static final Duration AGAIN_MAX = Duration.ofSeconds(5);
    private static final int CALLS_MAX = 16;
    private static final int POLL_RECORDS_MAX = 10_000;
    private static final int FETCH_BYTES_MAX = 16 * 1024 * 1024;
    private static final int SESSION_MS = 6_000;
    private static final int HEARTBEAT_MS = 500;

    private final ReceiverOptions<byte[], byte[]> options;
    private final LogPlaces places;
    private final PipelineMetrics metrics;
    /// Making a consumer blocks.
    private final Scheduler joining = Schedulers.newBoundedElastic(1, CALLS_MAX, "kafka-score-log", 60, true);

    LogConsumer(KafkaSettings kafka, ScoreSettings settings, LogPlaces places, PipelineMetrics metrics) {
        this.options = ReceiverOptions.<byte[], byte[]>create(properties(kafka, settings))
                .subscription(List.of(ScoreLog.FEED))
                .pollTimeout(POLL)
                .closeTimeout(CLOSE)
                .commitInterval(Duration.ZERO)
                .maxDelayRebalance(Duration.ZERO);
        this.places = places;
        this.metrics = metrics;
    }

    private static Map<String, Object> properties(KafkaSettings kafka, ScoreSettings settings) {
        var properties = new HashMap<>(kafka.consumer(GROUP));
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        if (settings.memberId() != null && !settings.memberId().isBlank()) {
            properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.memberId());
        }
        return properties;
    }

    /// Gives records to the loops of their partitions until it is told to end; the group is left then. Joins anew when
    /// the log is no longer where it was, so that each partition is looked at again.
    Flux<Void> run(List<FlushLoop> loops, Mono<Void> until) {
        return Flux.defer(() -> new LogSession(options, joining, places, loops, metrics).run(until))
                .doOnError(LogConsumer::moved, error -> log.warn("the log is not where it was: {}", error.toString()))
                .retryWhen(new Backoff(AGAIN_MIN, AGAIN_MAX, AGAIN_MAX).retry(LogConsumer::moved));
    }

    private static boolean moved(Throwable error) {
        return error instanceof OffsetOutOfRangeException || error instanceof LogReplaced;
    }

    @Override
    public void destroy() {
        joining.dispose();
    }
}
