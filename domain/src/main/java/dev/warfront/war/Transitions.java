package dev.warfront.war;

import dev.warfront.outbox.Outbox;
import reactor.core.publisher.Mono;

/// Enters a decided transition: the war by compare-and-set, its events in the log and the outbox. Inside the caller's
/// transaction, which has the war locked.
record Transitions(Wars wars, WarLog log, Outbox outbox) {
    Mono<Void> enter(Transition<?> transition) {
        return wars.save(transition.war()).then(append(transition));
    }

    /// The events alone; the war is stored already.
    Mono<Void> append(Transition<?> transition) {
        return Mono.defer(() -> log.append(transition.war().id(), transition.events()))
                .then(outbox.append(transition.events()));
    }
}
