package dev.warfront.score.postgres;

import dev.warfront.score.BatchDecision;
import dev.warfront.score.HotBattles;
import dev.warfront.score.ScoreState;
import dev.warfront.score.WarScoreChange;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard.Stats;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Adds what a flush has committed to what readers of this node remember.
@Component
final class ScoredViews {
    private final HotWars wars;
    private final HotBattles battles;

    ScoredViews(HotWars wars, HotBattles battles) {
        this.wars = wars;
        this.battles = battles;
    }

    void show(List<BatchDecision> committed) {
        committed.forEach(this::show);
    }

    private void show(BatchDecision decision) {
        var changes = decision.changes().stream()
                .collect(Collectors.toUnmodifiableMap(WarScoreChange::war, Function.identity()));
        for (var totals : decision.wars()) {
            var state = totals.state();
            var change = changes.get(state.war());
            wars.scored(
                    state.war(),
                    score -> change == null ? score : change.appliedTo(score),
                    stats -> after(stats, state));
        }
        decision.changes().forEach(battles::scored);
    }

    /// What was read may have this state already, or a later one.
    private static Stats after(Stats stats, ScoreState state) {
        return isBehind(state, stats)
                ? stats
                : new Stats(
                        state.lastSeq(),
                        state.accepted(),
                        state.duplicates(),
                        state.rejected(),
                        state.closedSeq(),
                        stats.isFinal(),
                        state.afterFinal());
    }

    /// None of these numbers ever falls, and a log that is closed stays so.
    private static boolean isBehind(ScoreState state, Stats stats) {
        return state.lastSeq() < stats.lastSeq()
                || state.accepted() + state.duplicates() + state.rejected() + state.afterFinal()
                        < stats.accepted() + stats.duplicates() + stats.rejected() + stats.afterFinal()
                || (state.closedSeq() == null && stats.closedSeq() != null);
    }
}
