package dev.warfront.guild;

import dev.warfront.kernel.PlayerId;
import reactor.core.publisher.Mono;

/// The players of the game, as far as a clan must know them. Answered by identity.
public interface Players {
    /// Whether there is a player who can be invited.
    Mono<Boolean> exists(PlayerId player);
}
