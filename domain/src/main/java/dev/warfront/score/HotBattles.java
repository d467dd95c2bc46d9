package dev.warfront.score;

import dev.warfront.kernel.HotView;

/// The points of battles, remembered as wars are; see {@link dev.warfront.war.HotWars}.
public interface HotBattles {
    HotView<BattleScore.Key, BattleScore> scores();

    /// Takes over what was committed: by this node, or heard of by its streams. Does not block.
    void scored(WarScoreChange change);
}
