package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Those who let players fight learn here that one is banned from wars, or is so no longer before its time.
public interface WarBans {
    /// Inside the transaction of the sanction, which is stored.
    Mono<Void> changed(PlayerId player, Instant at);
}
