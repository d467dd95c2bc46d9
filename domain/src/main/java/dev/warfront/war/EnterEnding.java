package dev.warfront.war;

import dev.warfront.kernel.DomainService;
import dev.warfront.timer.Timer;
import dev.warfront.timer.Timers;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// What every way into ENDING does: battles stop, settlement is set going. A war that was fought waits for
/// late score events first; one that never was ACTIVE has none.
@DomainService
public final class EnterEnding {
    private final Transitions transitions;
    private final Combat combat;
    private final CutOffMarkers markers;
    private final Timers timers;
    private final Clock clock;

    public EnterEnding(Transitions transitions, Combat combat, CutOffMarkers markers, Timers timers, Clock clock) {
        this.transitions = transitions;
        this.combat = combat;
        this.markers = markers;
        this.timers = timers;
        this.clock = clock;
    }

    /// Inside the caller's transaction, which has the war locked.
    Mono<Void> enter(War from, Transition<War.Ending> transition) {
        var ending = transition.war();
        var stop =
                from.status() == WarStatus.ACTIVE ? combat.stop(ending.id(), ending.startedAt()) : Mono.<Void>empty();
        return transitions.enter(transition).then(stop).then(Mono.defer(() -> timers.schedule(settlement(ending))));
    }

    private Timer settlement(War.Ending ending) {
        if (!ending.history().everActive()) {
            return WarTimers.settleOutcome(ending.id(), clock.instant());
        }
        return WarTimers.cutOff(ending.id(), ending.cutOffAt().plus(markers.lateGrace(ending.rules())));
    }
}
