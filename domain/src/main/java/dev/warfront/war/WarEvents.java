package dev.warfront.war;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import java.util.List;
import reactor.core.publisher.Mono;

/// Where events of a war and of its battles go: into the event log of the war, and into the outbox.
@DomainService
public final class WarEvents {
    private final WarLog log;
    private final Outbox outbox;

    public WarEvents(WarLog log, Outbox outbox) {
        this.log = log;
        this.outbox = outbox;
    }

    /// Inside the caller's transaction, which has the war locked.
    public Mono<Void> append(WarId war, List<? extends Event> events) {
        return log.append(war, events).then(outbox.append(events));
    }
}
