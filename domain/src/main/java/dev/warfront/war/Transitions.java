package dev.warfront.war;

import dev.warfront.kernel.DomainService;
import dev.warfront.timer.Timers;
import java.util.List;
import reactor.core.publisher.Mono;

/// Stores decided transitions: the war by compare-and-set, the timer of its phase, its events in the log and
/// the outbox. All inside the caller's transaction, which has the war locked.
@DomainService
public final class Transitions {
    private final Wars wars;
    private final Timers timers;
    private final WarEvents events;

    public Transitions(Wars wars, Timers timers, WarEvents events) {
        this.wars = wars;
        this.timers = timers;
        this.events = events;
    }

    /// A new war.
    Mono<Void> begin(Transition<War.Declared> transition, List<ContestedLand> targets) {
        return wars.add(transition.war(), targets)
                .then(phaseTimer(transition.war()))
                .then(append(transition));
    }

    /// The next phase.
    Mono<Void> enter(Transition<?> transition) {
        return wars.replace(transition.war()).then(phaseTimer(transition.war())).then(append(transition));
    }

    private Mono<Void> phaseTimer(War war) {
        return war.deadline()
                .map(deadline -> timers.schedule(WarTimers.phase(war.id(), war.epoch(), deadline)))
                .orElseGet(() -> timers.cancel(WarTimers.PHASE, war.id().value()));
    }

    private Mono<Void> append(Transition<?> transition) {
        return events.append(transition.war().id(), transition.events());
    }
}
