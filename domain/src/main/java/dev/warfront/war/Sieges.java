package dev.warfront.war;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.util.Map;
import reactor.core.publisher.Mono;

/// The sieges of a war, as far as the war's own rules ask. All inside the caller's transaction, which has it locked.
public interface Sieges {
    /// Whether the side holds land of the war around which a siege is ACTIVE.
    Mono<Boolean> defendsSiege(WarId war, Side side);

    /// Sieges won by each side; a side without any is left out.
    Mono<Map<Side, Integer>> siegesWon(WarId war);
}
