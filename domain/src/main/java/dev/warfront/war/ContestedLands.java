package dev.warfront.war;

import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.WarLand;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/// The land inside wars: who holds it. All inside the caller's transaction, which has the war locked.
public interface ContestedLands {
    /// By territory id; empty list when the war names none.
    Mono<List<ContestedLand>> of(WarId war);

    /// Empty when the war does not contest the territory.
    Mono<ContestedLand> find(WarId war, TerritoryId territory);

    /// Replaces exactly the version before.
    ///
    /// Error: {@link dev.warfront.kernel.StaleWrite} when another capture was first.
    Mono<Void> replace(WarId war, ContestedLand next);

    /// Takes over the defence levels that the land has when ACTIVE begins.
    Mono<Void> fortify(WarId war, Map<TerritoryId, Integer> levels);

    /// Keeps which land settlement gave away.
    Mono<Void> settle(WarId war, List<WarLand.Transfer> transfers);

    /// What settlement gave away.
    Mono<List<WarLand.Transfer>> settled(WarId war);
}
