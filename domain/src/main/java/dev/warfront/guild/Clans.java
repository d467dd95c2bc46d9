package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The clans and their members. Reads outside a transaction may be a moment old; inside one they are the present.
public interface Clans {
    /// Empty when there is no such clan.
    Mono<Clan> find(ClanId id);

    /// Locks a clan's row until the transaction ends, and answers the clan as it is now. Who needs more than one takes
    /// {@link #lockAll}. Empty when there is no such clan.
    Mono<Clan> lock(ClanId id);

    /// Locks the rows of the clans until the transaction ends, by ascending id, and answers them as they are now, in
    /// that order. Unknown ids are left out.
    Mono<List<Clan>> lockAll(Collection<ClanId> ids);

    /// The clan a player is in; empty when in none.
    Mono<Member> membershipOf(PlayerId player);

    /// All present members of a clan, bounded by its size (at most 1 000), by rank, then joinedAt.
    Flux<Member> membersOf(ClanId clan);

    /// Members by rank, then joinedAt, a page at a time.
    Mono<Page<Member>> members(ClanId clan, PageRequest page);

    /// How many present members were active at or after an instant.
    Mono<Integer> activeMembers(ClanId clan, Instant since);
}
