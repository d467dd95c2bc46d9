package dev.warfront.war;

import dev.warfront.kernel.HotView;
import dev.warfront.kernel.WarId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is read of wars most, remembered for a moment on this node: the one source of HTTP and live streams. Right
/// without it: `warfront.hot-wars.enabled` switches it off.
public interface HotWars {
    HotView<WarId, WarView> wars();

    HotView<WarId, WarScore> scores();

    HotView<WarId, Scoreboard.Stats> stats();

    /// Forgets all views of a war. What is just being read of it is not remembered either. Does not block.
    void forget(WarId war);

    /// Takes over what was committed of a war's scores: by this node, or heard of by its streams. Does not block.
    ///
    /// @param score the score after it; null for unknown, to be read anew
    /// @param stats the same
    void scored(
            WarId war,
            Function<WarScore, @Nullable WarScore> score,
            Function<Scoreboard.Stats, Scoreboard.@Nullable Stats> stats);
}
