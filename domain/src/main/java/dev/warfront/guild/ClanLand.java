package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The land of a clan that goes away. Answered by territory.
public interface ClanLand {
    /// All land of a disbanded clan becomes NEUTRAL, inside the caller's transaction.
    Mono<Void> vacate(ClanId clan, Instant at);
}
