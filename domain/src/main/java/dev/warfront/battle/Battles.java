package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Sieges;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The battles, as the rules see them.
public interface Battles extends Sieges {
    /// Empty when there is none.
    Mono<Battle> find(BattleId id);

    /// Locks the row until the caller's transaction ends, and answers the battle as it is now.
    Mono<Battle> lock(BattleId id);

    /// Locks the battles of the war that are not over, by id.
    Mono<List<Battle>> lockOpenOf(WarId war);

    /// Battles that are not over and have this game server as their host, by id; not locked.
    Mono<List<Battle>> openOf(UUID server);

    /// Inside the caller's transaction, which has the war locked.
    Mono<Void> add(Battle.Created battle);

    /// Replaces exactly the version before, inside the caller's transaction. An end is counted in the metrics
    /// once it is committed.
    ///
    /// Error: {@link dev.warfront.kernel.StaleWrite} when the stored battle is of another version.
    Mono<Void> replace(Battle next);

    /// Whether a battle for the territory is not over. Exact while its war is locked.
    Mono<Boolean> anyOpenOn(TerritoryId territory);

    /// How many are ACTIVE. That of the war is exact while it is locked, that of the world may be a moment old.
    Mono<Load> loadOf(WarId war);

    /// ACTIVE battles.
    ///
    /// @param world of all wars, this one included
    record Load(int war, int world) {}
}
