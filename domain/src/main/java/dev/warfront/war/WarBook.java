package dev.warfront.war;

import dev.warfront.outbox.Outbox;
import reactor.core.publisher.Mono;

/// Enters a decided step: the war by compare-and-set, its events in the log and the outbox. Inside the caller's
/// transaction, which has the war locked.
record WarBook(Wars wars, WarLog log, Outbox outbox) {
    Mono<Void> enter(Step<?> step) {
        return wars.save(step.war()).then(tell(step));
    }

    /// The events alone; the war is stored already.
    Mono<Void> tell(Step<?> step) {
        return Mono.defer(() -> log.append(step.war().id(), step.events())).then(outbox.append(step.events()));
    }
}
