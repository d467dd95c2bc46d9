package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.war.WarStatus;

/// What came of a game server's wish to begin a battle.
public sealed interface Start {
    record Accepted(Battle.Active battle) implements Start {}

    record UnknownBattle(BattleId battle) implements Start {}

    record WrongState(BattleStatus status) implements Start {}

    record WarNotActive(WarStatus status) implements Start {}

    /// So many battles of the war are ACTIVE as may be.
    record WarFull(int limit) implements Start {}

    /// So many battles of the world are ACTIVE as may be.
    record WorldFull(int limit) implements Start {}
}
