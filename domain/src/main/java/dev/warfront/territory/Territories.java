package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/// The land of the world.
public interface Territories {
    /// Empty when there is none.
    Mono<Territory> find(TerritoryId id);

    /// The named land, by ascending id; unknown ids are left out.
    Mono<List<Territory>> findAll(Collection<TerritoryId> ids);

    /// Locks the row until the transaction ends, and answers the land as it is now. Empty when there is none.
    Mono<Territory> lock(TerritoryId id);

    /// Locks the rows until the transaction ends, by ascending id, and answers them as they are now; unknown ids are
    /// left out.
    Mono<List<Territory>> lockAll(Collection<TerritoryId> ids);

    /// How many territories a clan owns.
    Mono<Integer> countOwnedBy(ClanId clan);

    /// How many territories each of the clans owns, 0 included.
    Mono<Map<ClanId, Integer>> countOwnedByEach(Collection<ClanId> clans);

    /// Those of the given that are neither adjacent to nor within `reachM` metres of land of the clan; empty list when
    /// all are reachable, or when the clan owns no land.
    Mono<List<TerritoryId>> unreachable(ClanId clan, Collection<TerritoryId> ids, double reachM);
}
