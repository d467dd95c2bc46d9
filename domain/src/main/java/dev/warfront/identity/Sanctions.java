package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/// What later contexts must know of sanctions. Inside the caller's transaction as it is there.
public interface Sanctions {
    /// Until when the player may neither declare war nor fight; empty when it may.
    Mono<Instant> warBannedUntil(PlayerId player);

    /// As {@link #warBannedUntil}, of many at once: those alone who are banned.
    Mono<Map<PlayerId, Instant>> warBans(Collection<PlayerId> players);

    /// Until when the player may not speak where others listen; empty when it may.
    Mono<Instant> mutedUntil(PlayerId player);
}
