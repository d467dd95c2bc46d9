package dev.warfront.guild;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// When members were last seen.
public interface Activity {
    /// The player logged in, or acted for its clan. Nothing happens when it is in none. Never moves backwards, does not
    /// change the member's version, and may leave out what is less than a minute newer than the last one.
    Mono<Void> seen(PlayerId player, Instant at);
}
