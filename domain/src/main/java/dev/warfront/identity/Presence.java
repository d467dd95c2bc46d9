package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Who counts active players learns of each that is seen: its account logs in, renews its tokens or sends a command, or
/// it is credited with a score event.
public interface Presence {
    /// Joins the caller's transaction. An earlier instant than the one known changes nothing.
    Mono<Void> seen(PlayerId player, Instant at);
}
