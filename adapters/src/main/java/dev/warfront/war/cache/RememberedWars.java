package dev.warfront.war.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.HotView;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.cache.RecentlyRead;
import dev.warfront.war.HotWarSettings;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.WarChanges;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Remembers each view of a war by itself, so that a read that misses is one statement.
@Component
final class RememberedWars implements HotWars, WarChanges, MeterBinder {
    private final RecentlyRead<WarId, WarView> wars;
    private final RecentlyRead<WarId, WarScore> scores;
    private final RecentlyRead<WarId, Scoreboard.Stats> stats;

    RememberedWars(WarViews views, Scoreboard scoreboard, HotWarSettings settings, Ticker ticker) {
        this.wars = new RecentlyRead<>(settings.age(), settings.warsMax(), ticker, views::find);
        this.scores = new RecentlyRead<>(settings.age(), settings.warsMax(), ticker, scoreboard::score);
        this.stats = new RecentlyRead<>(settings.age(), settings.warsMax(), ticker, scoreboard::stats);
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        wars.bindRatio(metrics, "war.cache.hit.ratio", "wars");
        scores.bindRatio(metrics, "war.cache.hit.ratio", "scores");
        stats.bindRatio(metrics, "war.cache.hit.ratio", "stats");
    }

    @Override
    public HotView<WarId, WarView> wars() {
        return wars;
    }

    @Override
    public HotView<WarId, WarScore> scores() {
        return scores;
    }

    @Override
    public HotView<WarId, Scoreboard.Stats> stats() {
        return stats;
    }

    @Override
    public void changed(WarId war) {
        forget(war);
    }

    @Override
    public void forget(WarId war) {
        wars.forget(war);
        scores.forget(war);
        stats.forget(war);
    }

    @Override
    public void scored(
            WarId war,
            Function<WarScore, @Nullable WarScore> score,
            Function<Scoreboard.Stats, Scoreboard.@Nullable Stats> statsAfter) {
        scores.update(war, score);
        stats.update(war, statsAfter);
    }
}
