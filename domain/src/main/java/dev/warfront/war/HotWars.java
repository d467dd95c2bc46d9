package dev.warfront.war;

import dev.warfront.kernel.WarId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is read of wars most, remembered for a moment on this node. For readers alone: a command decides by what it has
/// read itself. Right without it: `warfront.hot-wars.enabled` switches it off.
public interface HotWars {
    HotView<WarView> wars();

    HotView<Scoreboard.Scores> scores();

    HotView<Scoreboard.Stats> stats();

    /// Forgets all views of a war. What is just being read of it is not remembered either. Does not block.
    void forget(WarId war);

    /// Takes over what this node has committed of a war's scores. Does not block.
    ///
    /// @param scores the scores after it; null for unknown, to be read anew
    /// @param stats the same
    void scored(
            WarId war,
            Function<Scoreboard.Scores, Scoreboard.@Nullable Scores> scores,
            Function<Scoreboard.Stats, Scoreboard.@Nullable Stats> stats);
}
