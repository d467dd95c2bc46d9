package dev.warfront.score.kafka;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.WarId;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.PartitionStops;
import dev.warfront.score.RawRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The partitions of this node that do not go on by themselves: stored for administrators, shown in health
/// and as metric, and let go on when an administrator has skipped the record, or once a minute to see whether
/// it can be stored by now.
@Component("scorePartitionsHealthIndicator") // `scorePartitions` in the health of the program
final class StoppedPartitions implements SupervisedStream, HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(StoppedPartitions.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration TRIED_EVERY = Duration.ofMinutes(1);

    /// Where no record is what is wrong.
    static final RawRecord NO_RECORD = new RawRecord(null, null, Map.of());

    private final PartitionStops stops;
    private final Ledger ledger;
    private final Clock clock;
    private final Duration every;
    private final Map<Integer, Stopped> stopped = new ConcurrentHashMap<>();

    @Autowired
    StoppedPartitions(PartitionStops stops, Ledger ledger, MeterRegistry metrics, Clock clock) {
        this(stops, ledger, metrics, clock, EVERY);
    }

    /// @param every how often is looked whether a partition can go on
    StoppedPartitions(PartitionStops stops, Ledger ledger, MeterRegistry metrics, Clock clock, Duration every) {
        this.stops = stops;
        this.ledger = ledger;
        this.clock = clock;
        this.every = every;
        for (var partition = 0; partition < ScoreTopics.PARTITIONS; partition++) {
            var number = partition;
            metrics.gauge(
                    "war_score_partition_stopped",
                    Tags.of("partition", Integer.toString(number)),
                    this,
                    all -> all.isStopped(number) ? 1 : 0);
        }
    }

    boolean isStopped(int partition) {
        var known = stopped.get(partition);
        return known != null && !known.over;
    }

    /// A partition does not go on. Any thread; the same stop again changes nothing.
    ///
    /// @param war the war of the record before which it stands; null when it names none
    /// @param record before which it stands; without anything where the log is what is wrong
    void add(AssignedPartition ownership, StoppedPartition why, @Nullable WarId war, RawRecord record) {
        var known = stopped.get(why.partition());
        if (known != null && known.ownership == ownership) {
            return;
        }
        var now = clock.instant();
        var stop = new PartitionStop(why.partition(), why.offset(), why.reason(), why.detail(), war, record, now);
        stopped.put(why.partition(), new Stopped(ownership, stop));
        log.error("partition {} stops before {}: {}, {}", why.partition(), why.offset(), why.reason(), stop.detail());
    }

    /// A partition goes on: something of it was stored.
    void goesOn(int partition) {
        var known = stopped.get(partition);
        if (known != null && !known.over) {
            known.over = true;
            log.info("partition {} goes on", partition);
        }
    }

    @Override
    public String name() {
        return "score-stops";
    }

    @Override
    public int phase() {
        return RELAY;
    }

    @Override
    public Flux<Void> run() {
        return Flux.interval(every)
                .onBackpressureDrop()
                .concatMap(_ -> Flux.fromIterable(stopped.values()).concatMap(this::look), 1);
    }

    private Mono<Void> look(Stopped each) {
        return Mono.defer(() -> each.over ? forget(each) : each.isStored ? retryOrWait(each) : store(each))
                .onErrorResume(error -> {
                    log.warn("stop of partition {} waits: {}", each.stop.partition(), error.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> store(Stopped each) {
        return stops.put(each.stop).doOnSuccess(_ -> each.isStored = true);
    }

    private Mono<Void> forget(Stopped each) {
        return stops.remove(each.stop.partition(), each.stop.offset())
                .doOnSuccess(_ -> stopped.remove(each.stop.partition(), each));
    }

    private Mono<Void> retryOrWait(Stopped each) {
        var partition = each.stop.partition();
        if (!each.ownership.owned()) {
            // revoked, or let go on a while ago and not here again: another node sees to it
            if (clock.instant().isAfter(each.triedAt.plus(TRIED_EVERY))) {
                stopped.remove(partition, each);
            }
            return Mono.empty();
        }
        return ledger.start(partition)
                .doOnNext(start -> {
                    if (start.next() > each.stop.offset()) {
                        log.info("partition {} goes on behind {}", partition, each.stop.offset());
                        stopped.remove(partition, each);
                        each.ownership.disown();
                    } else if (clock.instant().isAfter(each.triedAt.plus(TRIED_EVERY))) {
                        each.triedAt = clock.instant();
                        each.ownership.disown();
                    }
                })
                .then();
    }

    @Override
    public Health health() {
        var now = stopped.values().stream().filter(each -> !each.over).toList();
        var health = now.isEmpty() ? Health.up() : Health.down();
        now.forEach(each -> health.withDetail(
                "partition " + each.stop.partition(), each.stop.reason().name()));
        return health.build();
    }

    /// A partition that stands. Changed by the stream alone, but for the sign that it is over.
    private final class Stopped {
        private final AssignedPartition ownership;
        private final PartitionStop stop;
        private volatile boolean over;
        private boolean isStored;
        private Instant triedAt = clock.instant();

        private Stopped(AssignedPartition ownership, PartitionStop stop) {
            this.ownership = ownership;
            this.stop = stop;
        }
    }
}
