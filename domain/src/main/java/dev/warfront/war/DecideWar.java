package dev.warfront.war;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import java.time.Instant;
import java.util.Set;
import reactor.core.publisher.Mono;

/// The first half of the settlement of a war in ENDING, up to its outcome:
///
/// ```
/// CUT_OFF         the grace for late score events is over: mark the end of the war's log
/// SETTLE_OUTCOME  the log was read up to the mark and its ledger added up: store the outcome, close the scores
/// ```
///
/// Each is one transaction; done twice it is done once.
@DomainService
public final class DecideWar implements TimerHandler {
    private final Wars wars;
    private final Spoils spoils;
    private final Participants participants;
    private final CutOffMarkers markers;
    private final FinalScores finalScores;
    private final Timers timers;

    public DecideWar(
            Wars wars,
            Spoils spoils,
            Participants participants,
            CutOffMarkers markers,
            FinalScores finalScores,
            Timers timers) {
        this.wars = wars;
        this.spoils = spoils;
        this.participants = participants;
        this.markers = markers;
        this.finalScores = finalScores;
        this.timers = timers;
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(WarTimers.CUT_OFF, WarTimers.SETTLE_OUTCOME);
    }

    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        var ending = wars.lock(new WarId(timer.ownerId())).ofType(War.Ending.class);
        return timer.kind().equals(WarTimers.CUT_OFF)
                ? ending.flatMap(war -> markers.appendCutOffMarker(war.id(), war.cutOffAt()))
                : ending.flatMap(war -> settleOutcome(war, now));
    }

    private Mono<Void> settleOutcome(War.Ending war, Instant now) {
        var totals = war.history().everActive() ? finalScores.verified(war.id()) : Mono.just(FinalTotals.NOTHING);
        return totals.flatMap(sums -> spoils.tieBreak(war.id(), Side.ATTACKER)
                .flatMap(attacker ->
                        spoils.tieBreak(war.id(), Side.DEFENDER).map(defender -> war.decided(sums, attacker, defender)))
                .filter(decided -> decided.version() != war.version())
                .flatMap(decided -> wars.replace(decided)
                        .then(participants.tally(war.id(), sums))
                        .then(close(war, sums))
                        .then(timers.schedule(WarTimers.settleLand(war.id(), now)))));
    }

    private Mono<Void> close(War.Ending war, FinalTotals sums) {
        return war.history().everActive() ? finalScores.finalise(war.id(), sums.lastSeq()) : Mono.empty();
    }
}
