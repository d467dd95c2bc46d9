package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import reactor.core.publisher.Mono;

/// The players of the game, as later contexts must know them.
public interface Players {
    /// Whether there is such a player: an open account of that role.
    Mono<Boolean> exists(PlayerId player);
}
