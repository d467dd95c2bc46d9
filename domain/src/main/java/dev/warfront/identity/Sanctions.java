package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/// What later contexts must know of sanctions. Inside the caller's transaction as it is there.
public interface Sanctions {
    /// Empty when the player may declare war and fight. Nobody decides otherwise until the transaction ends.
    Mono<WarBan> warBan(PlayerId player);

    /// Of many at once, those alone who are banned. Nothing is held.
    Mono<Map<PlayerId, WarBan>> warBans(Collection<PlayerId> players);

    /// Until when the player may not speak where others listen; empty when it may.
    Mono<Instant> mutedUntil(PlayerId player);
}
