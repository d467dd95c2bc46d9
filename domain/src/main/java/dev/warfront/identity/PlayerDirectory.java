package dev.warfront.identity;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import reactor.core.publisher.Mono;

/// What players see of each other: nothing that they log in with. Closed accounts, and those of no player, are not
/// shown.
public interface PlayerDirectory {
    /// Empty when there is no such player.
    Mono<Card> find(PlayerId player);

    /// Players whose display names begin so, compared as logins are: without regard to case and to blanks around
    /// them. By name, then id, a page at a time.
    Mono<Page<Card>> named(String beginning, PageRequest page);

    /// A player as others see it.
    ///
    /// @param displayName not unique
    record Card(PlayerId id, String displayName) {}
}
