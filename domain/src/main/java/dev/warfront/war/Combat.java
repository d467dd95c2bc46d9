package dev.warfront.war;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The battles of a war, as far as the war's own rules ask. All inside the caller's transaction, which has it locked.
public interface Combat {
    /// The war is no longer ACTIVE: every battle that is not over ends without a winner, the holder
    /// keeps the land.
    Mono<Void> stop(WarId war, Instant at);
}
