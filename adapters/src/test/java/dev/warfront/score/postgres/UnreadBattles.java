package dev.warfront.score.postgres;

import dev.warfront.kernel.HotView;
import dev.warfront.score.BattleScore;
import dev.warfront.score.HotBattles;
import dev.warfront.score.WarScoreChange;

/// Nobody follows a battle.
final class UnreadBattles implements HotBattles {
    @Override
    public HotView<BattleScore.Key, BattleScore> scores() {
        throw new UnsupportedOperationException("nobody reads");
    }

    @Override
    public void scored(WarScoreChange change) {}
}
