package dev.warfront.score.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.ScoreState;
import dev.warfront.score.WarScoreChange;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard.ClanScore;
import dev.warfront.war.Scoreboard.Scores;
import dev.warfront.war.Scoreboard.Stats;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a commit of the pipeline makes of the scores that readers are shown.
final class ScoredViews {
    private ScoredViews() {}

    static void show(List<BatchDecision> committed, HotWars wars) {
        committed.forEach(decision -> show(decision, wars));
    }

    private static void show(BatchDecision decision, HotWars wars) {
        for (var totals : decision.wars()) {
            var state = totals.state();
            var change = decision.changes().stream()
                    .filter(each -> each.war().equals(state.war()))
                    .findFirst()
                    .orElse(null);
            wars.scored(
                    state.war(),
                    scores -> change == null ? scores : after(scores, change),
                    stats -> after(stats, state));
        }
    }

    /// All numbers of a change are absolute. Null when something between the scores and the change is missing.
    static @Nullable Scores after(Scores scores, WarScoreChange change) {
        if (change.epoch() != scores.epoch() || change.prevSeq() > scores.lastSeq()) {
            return null;
        }
        if (change.lastSeq() <= scores.lastSeq()) {
            return scores;
        }
        var clans = new TreeMap<ClanId, ClanScore>(Comparator.comparing(ClanId::value));
        scores.clans().forEach(each -> clans.put(each.clan(), each));
        change.clans().forEach(each -> clans.put(each.clan(), new ClanScore(each.clan(), each.side(), each.tally())));
        return new Scores(
                scores.epoch(),
                change.lastSeq(),
                scores.isFinal(),
                change.sides().getOrDefault(Side.ATTACKER, scores.attacker()),
                change.sides().getOrDefault(Side.DEFENDER, scores.defender()),
                List.copyOf(clans.values()));
    }

    private static Stats after(Stats stats, ScoreState state) {
        return new Stats(
                state.lastSeq(),
                state.accepted(),
                state.duplicates(),
                state.rejected(),
                state.closedSeq(),
                stats.isFinal());
    }
}
