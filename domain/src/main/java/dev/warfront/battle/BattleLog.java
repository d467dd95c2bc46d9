package dev.warfront.battle;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.war.WarLog;
import java.util.List;
import reactor.core.publisher.Mono;

/// Where events of battles go: into the event log of their war, and into the outbox.
@DomainService
public final class BattleLog {
    private final WarLog log;
    private final Outbox outbox;

    public BattleLog(WarLog log, Outbox outbox) {
        this.log = log;
        this.outbox = outbox;
    }

    /// Inside the caller's transaction, which has the war locked.
    Mono<Void> append(WarId war, BattleEvent event) {
        var events = List.of(event);
        return log.append(war, events).then(outbox.append(events));
    }
}
