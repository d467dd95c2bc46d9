package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.war.WarStatus;

/// What came of a game server's result.
public sealed interface End {
    /// It is over.
    ///
    /// @param captured the land changed its holder by it
    record Accepted(Battle.Ended battle, boolean captured) implements End {}

    record UnknownBattle(BattleId battle) implements End {}

    /// Another server began it.
    record NotHost(BattleId battle) implements End {}

    record WrongState(BattleStatus status) implements End {}

    /// The war is past its fighting; its own timer aborts the battle.
    record WarNotActive(WarStatus status) implements End {}

    /// No battle can end like that.
    record Implausible(String objection) implements End {}

    /// Another result took the land first.
    record Superseded(TerritoryId territory) implements End {}
}
