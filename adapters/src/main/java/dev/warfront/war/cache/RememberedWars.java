package dev.warfront.war.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.WarId;
import dev.warfront.war.HotView;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.WarChanges;
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
    private final RememberedView<WarView> wars;
    private final RememberedView<Scoreboard.Scores> scores;
    private final RememberedView<Scoreboard.Stats> stats;
    private final WarViews views;
    private final Scoreboard scoreboard;
    private final boolean enabled;

    RememberedWars(WarViews views, Scoreboard scoreboard, HotWarSettings settings, Ticker ticker) {
        this.wars = new RememberedView<>(views::find, settings, ticker);
        this.scores = new RememberedView<>(scoreboard::scores, settings, ticker);
        this.stats = new RememberedView<>(scoreboard::stats, settings, ticker);
        this.views = views;
        this.scoreboard = scoreboard;
        this.enabled = settings.enabled();
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        wars.views().bindRatio(metrics, "war.cache.hit.ratio", "wars");
        scores.views().bindRatio(metrics, "war.cache.hit.ratio", "scores");
        stats.views().bindRatio(metrics, "war.cache.hit.ratio", "stats");
    }

    @Override
    public HotView<WarView> wars() {
        return enabled ? wars : new RememberedView.Unremembered<>(views::find);
    }

    @Override
    public HotView<Scoreboard.Scores> scores() {
        return enabled ? scores : new RememberedView.Unremembered<>(scoreboard::scores);
    }

    @Override
    public HotView<Scoreboard.Stats> stats() {
        return enabled ? stats : new RememberedView.Unremembered<>(scoreboard::stats);
    }

    @Override
    public void changed(WarId war) {
        forget(war);
    }

    @Override
    public void forget(WarId war) {
        wars.views().forget(war);
        scores.views().forget(war);
        stats.views().forget(war);
    }

    @Override
    public void scored(
            WarId war,
            Function<Scoreboard.Scores, Scoreboard.@Nullable Scores> scoresAfter,
            Function<Scoreboard.Stats, Scoreboard.@Nullable Stats> statsAfter) {
        scores.views().update(war, scoresAfter);
        stats.views().update(war, statsAfter);
    }
}
