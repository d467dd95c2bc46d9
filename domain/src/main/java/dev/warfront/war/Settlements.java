package dev.warfront.war;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timers;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// What the score pipeline calls when a war's log is closed.
@DomainService
public final class Settlements {
    private final Timers timers;
    private final Clock clock;

    public Settlements(Timers timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
    }

    /// Everything received before the cut-off marker is in the ledger. Inside the caller's transaction; done
    /// twice it is done once.
    ///
    /// @param closedSeq the war's last ledger row before the marker
    public Mono<Void> closed(WarId war, long closedSeq) {
        return Mono.defer(() -> timers.schedule(WarTimers.settleOutcome(war, clock.instant())));
    }
}
