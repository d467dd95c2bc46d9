package dev.warfront.war;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timers;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// What the scores call when the last point of a war is known.
@DomainService
public final class Settlements {
    private final Timers timers;
    private final Clock clock;

    public Settlements(Timers timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
    }

    /// The war's ledger is closed and added up: its outcome can be decided. Inside the caller's transaction; done
    /// twice it is done once.
    public Mono<Void> closed(WarId war) {
        return Mono.defer(() -> timers.schedule(WarTimers.settleOutcome(war, clock.instant())));
    }
}
