package dev.warfront.war;

import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import dev.warfront.timer.Timer;
import dev.warfront.timer.Timers;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// What every way into ENDING does: battles stop, settlement is set going. A war that was fought
/// waits for late facts first; one that never was ACTIVE has none.
@UseCase
public final class EnterEnding {
    private final Timers timers;
    private final Combat combat;
    private final Transitions transitions;
    private final Clock clock;

    public EnterEnding(Wars wars, WarLog log, Outbox outbox, Timers timers, Combat combat, Clock clock) {
        this.timers = timers;
        this.combat = combat;
        this.transitions = new Transitions(wars, log, outbox);
        this.clock = clock;
    }

    /// Inside the caller's transaction, which has the war locked.
    Mono<Void> enter(War from, Transition<War.Ending> transition) {
        var ending = transition.war();
        var stop = from.status() == WarStatus.ACTIVE
                ? Mono.defer(() -> combat.stop(ending.id(), ending.startedAt()))
                : Mono.<Void>empty();
        return transitions
                .enter(transition)
                .then(stop)
                .then(Mono.defer(
                        () -> timers.cancel(WarTimers.PHASE, ending.id().value())))
                .then(Mono.defer(() -> timers.schedule(settlement(ending))));
    }

    private Timer settlement(War.Ending ending) {
        if (!ending.history().everActive()) {
            return WarTimers.settleOutcome(ending.id(), clock.instant());
        }
        return WarTimers.cutOff(
                ending.id(), ending.cutOffAt().plus(ending.rules().score().lateGrace()));
    }
}
