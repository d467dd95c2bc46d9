package dev.warfront.score.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.score.BattleScoreboard;
import dev.warfront.score.HotBattles;
import dev.warfront.war.cache.TestHotWars;

/// What a node remembers of battles, over a store of a test's choice.
public final class TestHotBattles {
    private TestHotBattles() {}

    public static HotBattles over(BattleScoreboard scores, Ticker ticker) {
        return new RememberedBattles(scores, TestHotWars.SETTINGS, ticker);
    }
}
