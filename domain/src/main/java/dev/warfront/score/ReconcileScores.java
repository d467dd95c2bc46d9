package dev.warfront.score;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.VerifiedSums.Progress;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import dev.warfront.war.Settlements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Adds the ledger of a war up beside its flushes, a bounded number of rows at a time, so that nothing is left to add
/// when the war is settled:
///
/// ```
/// RECONCILE   every minute from a war's first row to the end of its log
/// CATCH_UP    every 100 000 rows, at the end of the log, and again at once while rows are left
/// ```
///
/// Source: docs/rules/score.md, reconciliation.
@DomainService
public final class ReconcileScores implements TimerHandler {
    static final TimerKind RECONCILE = new TimerKind("RECONCILE");
    static final TimerKind CATCH_UP = new TimerKind("CATCH_UP");
    private static final Duration EVERY = Duration.ofSeconds(60);
    private static final int ROWS_MAX = 100_000;

    private final VerifiedSums sums;
    private final Settlements settlements;
    private final Timers timers;
    private final Clock clock;

    public ReconcileScores(VerifiedSums sums, Settlements settlements, Timers timers, Clock clock) {
        this.sums = sums;
        this.settlements = settlements;
        this.timers = timers;
        this.clock = clock;
    }

    /// Sets the timers that follow from what a flush stores, in its transaction.
    Mono<Void> follow(List<BatchDecision> decisions) {
        return Mono.defer(() -> Flux.fromIterable(due(decisions, clock.instant()))
                .concatMap(timers::schedule)
                .then());
    }

    private static List<Timer> due(List<BatchDecision> decisions, Instant now) {
        var due = new ArrayList<Timer>();
        for (var decision : decisions) {
            for (var change : decision.changes()) {
                if (change.prevSeq() == 0) {
                    due.add(reconcile(change.war(), now.plus(EVERY)));
                }
                if (change.lastSeq() / ROWS_MAX > change.prevSeq() / ROWS_MAX) {
                    due.add(catchUp(change.war(), "to:" + change.lastSeq(), now));
                }
            }
            decision.closed().keySet().forEach(war -> due.add(catchUp(war, "closed", now)));
        }
        return due;
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(RECONCILE, CATCH_UP);
    }

    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        var war = new WarId(timer.ownerId());
        return sums.addOn(war, ROWS_MAX)
                .flatMap(progress -> goOn(war, progress, now)
                        .then(
                                timer.kind().equals(RECONCILE) && !progress.closed()
                                        ? timers.schedule(next(timer, now))
                                        : Mono.empty()));
    }

    private Mono<Void> goOn(WarId war, Progress progress, Instant now) {
        if (progress.behind()) {
            return timers.schedule(catchUp(war, "from:" + progress.verifiedSeq(), now));
        }
        return sums.correctTotals(war).then(progress.closed() ? settlements.closed(war) : Mono.empty());
    }

    private static Timer reconcile(WarId war, Instant at) {
        return new Timer(NamedId.of(war.value(), "reconcile:timer"), RECONCILE, war.value(), null, null, at);
    }

    private static Timer next(Timer fired, Instant now) {
        return new Timer(NamedId.of(fired.id(), "next"), RECONCILE, fired.ownerId(), null, null, now.plus(EVERY));
    }

    private static Timer catchUp(WarId war, String name, Instant at) {
        return new Timer(NamedId.of(war.value(), "catch-up:" + name), CATCH_UP, war.value(), null, null, at);
    }
}
