package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Tells those who count active players that one was there.
public interface Presence {
    Mono<Void> seen(PlayerId player, Instant at);
}
