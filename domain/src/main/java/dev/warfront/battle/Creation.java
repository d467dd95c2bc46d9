package dev.warfront.battle;

import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.WarStatus;

/// What came of a wish for a battle.
public sealed interface Creation {
    record Accepted(Battle.Created battle) implements Creation {}

    record UnknownWar(WarId war) implements Creation {}

    record NotLeadClan(WarId war) implements Creation {}

    /// OFFICER and up may.
    record InsufficientRank(WarId war) implements Creation {}

    /// Only an ACTIVE war has battles.
    record WarNotActive(WarStatus status) implements Creation {}

    record NotContested(TerritoryId territory) implements Creation {}

    record TerritoryBusy(TerritoryId territory) implements Creation {}

    /// So many battles of the war are ACTIVE as may be.
    record WarFull(int limit) implements Creation {}

    /// So many battles of the world are ACTIVE as may be.
    record WorldFull(int limit) implements Creation {}
}
