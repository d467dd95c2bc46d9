package dev.warfront.battle;

import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.war.WarLog;
import java.util.List;
import reactor.core.publisher.Mono;

/// Tells of battles, in the log of their war and in the outbox. Inside the caller's transaction, which has the war
/// locked.
record BattleEvents(WarLog log, Outbox outbox) {
    Mono<Void> append(WarId war, List<BattleEvent> events) {
        return Mono.defer(() -> log.append(war, events)).then(Mono.defer(() -> outbox.append(events)));
    }
}
