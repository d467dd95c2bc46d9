package dev.warfront.battle;

import dev.warfront.kernel.Transactions;

/// One store of battles, seen through all of its ports.
public interface BattlePorts {
    Battles battles();

    BattleViews views();

    ScoredBattles scored();

    Transactions transactions();
}
