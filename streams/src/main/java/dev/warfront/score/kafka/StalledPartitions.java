package dev.warfront.score.kafka;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.kafka.KafkaCluster;
import dev.warfront.kernel.kafka.OffsetRange;
import dev.warfront.score.LogPositions;
import dev.warfront.score.LogPositions.Position;
import dev.warfront.score.ScoreLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Partitions of the log that have records and do not move, whoever owns them: a stranger in the group may have taken
/// them, or nobody. Shown in health and as metric by every node.
/// Source: docs/rules/score.md, what a stranger can cause.
@Component("scoreLogHealthIndicator") // `scoreLog` in the health of the program
final class StalledPartitions implements SupervisedStream, HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(StalledPartitions.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration STALLED_AFTER = Duration.ofSeconds(30);
    private static final List<Integer> ALL =
            IntStream.range(0, ScoreTopics.PARTITIONS).boxed().toList();

    private final KafkaCluster cluster;
    private final LogPositions positions;
    private final Clock clock;
    private final Duration every;
    private final Duration stalledAfter;
    private final Map<Integer, Place> waiting = new ConcurrentHashMap<>();

    @Autowired
    StalledPartitions(KafkaCluster cluster, LogPositions positions, MeterRegistry metrics, Clock clock) {
        this(cluster, positions, metrics, clock, EVERY, STALLED_AFTER);
    }

    /// @param every how often is looked
    /// @param stalledAfter so long a partition that has records may stay where it is
    StalledPartitions(
            KafkaCluster cluster,
            LogPositions positions,
            MeterRegistry metrics,
            Clock clock,
            Duration every,
            Duration stalledAfter) {
        this.cluster = cluster;
        this.positions = positions;
        this.clock = clock;
        this.every = every;
        this.stalledAfter = stalledAfter;
        for (var partition : ALL) {
            metrics.gauge(
                    "war_score_partition_stalled",
                    Tags.of("partition", Integer.toString(partition)),
                    this,
                    all -> all.isStalled(partition) ? 1 : 0);
        }
    }

    boolean isStalled(int partition) {
        var place = waiting.get(partition);
        return place != null && !clock.instant().isBefore(place.since.plus(stalledAfter));
    }

    @Override
    public String name() {
        return "score-log";
    }

    @Override
    public Flux<Void> run() {
        return Flux.interval(every).onBackpressureDrop().concatMap(_ -> look(), 1);
    }

    /// What the log holds is asked for first: what is stored later than that is no stall.
    private Mono<Void> look() {
        return cluster.ranges(ScoreLog.FEED, ALL)
                .zipWhen(_ -> positions.of(ALL))
                .doOnNext(found -> ALL.forEach(each ->
                        place(each, found.getT1().get(each), found.getT2().get(each))))
                .onErrorResume(error -> {
                    log.debug("where the log stands is not known", error);
                    return Mono.empty();
                })
                .then();
    }

    private void place(Integer partition, @Nullable OffsetRange range, @Nullable Position stored) {
        if (range == null || range.end() <= next(range, stored)) {
            waiting.remove(partition);
            return;
        }
        var next = next(range, stored);
        waiting.compute(
                partition,
                (_, known) -> known != null && known.next == next ? known : new Place(next, clock.instant()));
    }

    private static long next(OffsetRange range, @Nullable Position stored) {
        return stored == null ? range.first() : stored.next();
    }

    @Override
    public Health health() {
        var stalled = ALL.stream().filter(this::isStalled).toList();
        var health = stalled.isEmpty() ? Health.up() : Health.down();
        stalled.forEach(each -> health.withDetail("partition " + each, "does not move"));
        return health.build();
    }

    /// @param since when it was seen there first
    private record Place(long next, Instant since) {}
}
