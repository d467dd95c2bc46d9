package dev.warfront.score.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.HotView;
import dev.warfront.kernel.cache.RecentlyRead;
import dev.warfront.score.BattleScore;
import dev.warfront.score.BattleScoreboard;
import dev.warfront.score.HotBattles;
import dev.warfront.score.WarScoreChange;
import dev.warfront.war.HotWarSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// Remembers the points of battles that are followed.
@Component
final class RememberedBattles implements HotBattles, MeterBinder {
    private final RecentlyRead<BattleScore.Key, BattleScore> scores;

    RememberedBattles(BattleScoreboard scoreboard, HotWarSettings settings, Ticker ticker) {
        this.scores = new RecentlyRead<>(
                settings.age(), settings.warsMax(), ticker, key -> scoreboard.score(key.war(), key.battle()));
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        scores.bindRatio(metrics, "war.cache.hit.ratio", "battles");
    }

    @Override
    public HotView<BattleScore.Key, BattleScore> scores() {
        return scores;
    }

    @Override
    public void scored(WarScoreChange change) {
        change.battles()
                .forEach(made -> scores.update(new BattleScore.Key(change.war(), made.battle()), change::appliedTo));
    }
}
