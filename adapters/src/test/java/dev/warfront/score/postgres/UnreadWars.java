package dev.warfront.score.postgres;

import dev.warfront.kernel.HotView;
import dev.warfront.kernel.WarId;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Nobody reads: nothing is remembered, so nothing is to be taken over or forgotten.
final class UnreadWars implements HotWars {
    @Override
    public HotView<WarId, WarView> wars() {
        throw new UnsupportedOperationException("nobody reads");
    }

    @Override
    public HotView<WarId, WarScore> scores() {
        throw new UnsupportedOperationException("nobody reads");
    }

    @Override
    public HotView<WarId, Scoreboard.Stats> stats() {
        throw new UnsupportedOperationException("nobody reads");
    }

    @Override
    public void forget(WarId war) {}

    @Override
    public void scored(
            WarId war,
            Function<WarScore, @Nullable WarScore> score,
            Function<Scoreboard.Stats, Scoreboard.@Nullable Stats> stats) {}
}
