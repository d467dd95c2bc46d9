package dev.warfront.score.kafka;

import dev.warfront.score.Batch;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.FlushBatches;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionState;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.ScoreSettings;
import dev.warfront.score.StaleOwner;
import dev.warfront.score.StaleTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// One step of a flush loop: what waits of its partitions in one transaction, in equal shares; then, in one
/// of its own, what failed with others and is tried by itself. What fails by itself stops its partition.
final class FlushStep {
    private static final Logger log = LoggerFactory.getLogger(FlushStep.class);
    private static final Duration FILL_LOOK = Duration.ofMillis(1);

    private final Ledger ledger;
    private final FlushBatches flush;
    private final PostCommit postCommit;
    private final StoppedPartitions stops;
    private final PipelineMetrics metrics;
    private final FlushSize size;
    private final FillWait fill;
    private final FlushFailures failures = new FlushFailures();
    private final Map<Integer, Trial> trials = new HashMap<>();
    private long stored;
    private int turn;

    FlushStep(
            Ledger ledger,
            FlushBatches flush,
            PostCommit postCommit,
            StoppedPartitions stops,
            ScoreSettings settings,
            PipelineMetrics metrics) {
        this.ledger = ledger;
        this.flush = flush;
        this.postCommit = postCommit;
        this.stops = stops;
        this.metrics = metrics;
        this.size = new FlushSize(settings.flushEventsMax(), settings.flushTarget());
        this.fill = new FillWait(settings.flushTarget(), System::nanoTime);
    }

    /// True when there may be more to do at once. Fails with what a retry may heal.
    Mono<Boolean> flush(List<Open> open) {
        return together(open).flatMap(busy -> alone(open).map(more -> busy || more));
    }

    private Mono<Boolean> together(List<Open> open) {
        var trusted = open.stream()
                .filter(each -> each.ownership().owned() && !trials.containsKey(each.partition()))
                .toList();
        var wanted = trusted.stream().map(each -> each.weight(size.max())).toList();
        var full = wanted.stream().mapToLong(Long::longValue).sum() >= size.max();
        if (waitsForMore(trusted, full)) {
            return Mono.delay(FILL_LOOK).thenReturn(true);
        }
        var waiting = shared(trusted, FlushSize.shares(size.max(), wanted));
        return waiting.isEmpty()
                ? Mono.just(false)
                : store(waiting, full)
                        .doOnNext(_ -> failures.none())
                        .onErrorResume(error -> failedTogether(waiting, error));
    }

    private boolean waitsForMore(List<Open> open, boolean full) {
        var decoding = open.stream()
                .mapToLong(each -> each.ownership().decodingBytes())
                .sum();
        var decoded =
                open.stream().mapToLong(each -> each.ownership().decodedSoFar()).sum();
        return fill.startOrContinue(full, decoding, decoded);
    }

    private static List<Waiting> shared(List<Open> open, long[] shares) {
        var sharing = (int) Arrays.stream(shares).filter(each -> each > 0).count();
        var waiting = new ArrayList<Waiting>();
        for (var i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                waiting.add(open.get(i).take(shares[i], Integer.MAX_VALUE, sharing));
            }
        }
        return waiting;
    }

    private Mono<Boolean> failedTogether(List<Waiting> waiting, Throwable error) {
        size.failed();
        if (!failures.separate(error)) {
            return Mono.error(error);
        }
        log.warn("each partition is tried by itself: {}", error.toString());
        waiting.forEach(each -> trials.put(
                each.partition(), new Trial(each.next(), each.records().size())));
        return Mono.just(true);
    }

    /// One of those that are tried by themselves, in turn.
    private Mono<Boolean> alone(List<Open> open) {
        open.forEach(each -> trials.computeIfPresent(
                each.partition(), (_, trial) -> trial.isOver(each.state().next()) ? null : trial));
        var tried = open.stream()
                // the flush before may have found it lost
                .filter(each -> each.ownership().owned() && trials.containsKey(each.partition()) && each.weight(1) > 0)
                .toList();
        if (tried.isEmpty()) {
            return Mono.just(false);
        }
        var next = tried.get(Math.floorMod(turn++, tried.size()));
        var trial = Objects.requireNonNull(trials.get(next.partition()));
        var waiting = next.take(size.max(), trial.recordsMax(), 1);
        return store(List.of(waiting), false)
                .doOnNext(_ -> trial.stored())
                .onErrorResume(error -> failedAlone(waiting, trial, error));
    }

    private Mono<Boolean> failedAlone(Waiting waiting, Trial trial, Throwable error) {
        if (FlushFailures.passes(error)) {
            return trial.failed(stored) ? failing(waiting, trial, error) : Mono.error(error);
        }
        if (waiting.records().size() > 1) {
            trial.refused(waiting.records().size());
            return Mono.just(true);
        }
        // writes to the database without the record: fails when it is not the record that is refused
        return ledger.start(waiting.partition())
                .flatMap(_ ->
                        trial.refusedOne() ? stop(waiting, PartitionStop.Reason.REFUSED, error) : Mono.error(error));
    }

    private Mono<Boolean> failing(Waiting waiting, Trial trial, Throwable error) {
        if (waiting.records().size() == 1) {
            return stop(waiting, PartitionStop.Reason.FAILING, error);
        }
        trial.narrow(waiting.records().size());
        return Mono.just(true);
    }

    private Mono<Boolean> stop(Waiting waiting, PartitionStop.Reason reason, Throwable error) {
        var first = waiting.records().getFirst().events().getFirst();
        var why = new StoppedPartition(waiting.partition(), reason, first.offset(), error.toString());
        waiting.ownership().stopped(why);
        stops.add(waiting.ownership(), why, first.key(), first.raw().whole());
        return Mono.just(true);
    }

    private Mono<Boolean> store(List<Waiting> waiting, boolean full) {
        return flush.flush(waiting.stream().map(Waiting::batch).toList())
                .timed()
                .publishOn(Schedulers.parallel())
                .map(decisions -> {
                    size.took(Waiting.weight(waiting), full, decisions.elapsed());
                    apply(waiting, decisions.get());
                    return true;
                })
                .onErrorResume(StaleOwner.class, stale -> lose(waiting, stale))
                .onErrorResume(StaleTotals.class, stale -> forget(waiting, stale));
    }

    private void apply(List<Waiting> flushed, List<BatchDecision> decisions) {
        for (var i = 0; i < decisions.size(); i++) {
            var each = flushed.get(i);
            each.state().apply(decisions.get(i));
            each.ownership().removeBefore(decisions.get(i).next());
            stops.goesOn(each.partition());
        }
        stored++;
        metrics.committed(decisions);
        postCommit.add(decisions);
    }

    /// Somebody else moved the offset, or the answer to a commit was lost: these partitions are read anew if
    /// they are still this node's. The others are flushed again without them.
    private static Mono<Boolean> lose(List<Waiting> flushed, StaleOwner stale) {
        log.warn("partitions {} have moved on without this node", stale.partitions());
        flushed.stream()
                .map(Waiting::ownership)
                .filter(each -> stale.partitions().contains(each.partition()))
                .forEach(AssignedPartition::disown);
        return Mono.just(true);
    }

    private static Mono<Boolean> forget(List<Waiting> flushed, StaleTotals stale) {
        log.warn("wars {} have totals that were corrected", stale.wars());
        flushed.forEach(each -> stale.wars().forEach(each.state()::forget));
        return Mono.just(true);
    }

    /// A partition that can be flushed.
    record Open(AssignedPartition ownership, PartitionState state) {
        private int partition() {
            return ownership.partition();
        }

        /// Without what a former owner stored after this one was told where to read on.
        private long weight(long enough) {
            return ownership.weight(state.next(), enough);
        }

        /// @param sharing partitions of the flush
        private Waiting take(long weightMax, int recordsMax, int sharing) {
            var wars = new NewWars(state, sharing);
            return new Waiting(ownership, state, ownership.oldest(state.next(), weightMax, recordsMax, wars::fits));
        }
    }

    /// What one partition has for a flush.
    private record Waiting(AssignedPartition ownership, PartitionState state, List<DecodedRecord> records) {
        private int partition() {
            return ownership.partition();
        }

        private long next() {
            return records.getLast().offset() + 1;
        }

        private Batch batch() {
            return new Batch(
                    state,
                    records.stream().flatMap(each -> each.events().stream()).toList());
        }

        private static long weight(List<Waiting> all) {
            return all.stream()
                    .flatMap(each -> each.records().stream())
                    .mapToLong(DecodedRecord::weight)
                    .sum();
        }
    }
}
