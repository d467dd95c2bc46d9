package dev.warfront.war;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/// The battles of a war, as far as the war's own rules ask. All inside the caller's transaction, which has it locked.
public interface Combat {
    /// Whether the side holds land around which a siege runs.
    Mono<Boolean> defendsSiege(WarId war, Side side);

    /// The war is no longer ACTIVE: every battle that is not over ends without a winner, the holder
    /// keeps the land.
    Mono<Void> stop(WarId war, Instant at);

    /// Sieges won by each side; a side without any is left out.
    Mono<Map<Side, Integer>> siegesWon(WarId war);
}
