package dev.warfront.score.rsocket;

import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleView;
import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.score.BattleScore;
import dev.warfront.score.WarScoreChange;
import org.jspecify.annotations.Nullable;

/// A battle and its points.
///
/// @param score with the war's number up to which it is known
/// @param seq the war's number at which it was first seen with these points
record BattleScoreView(BattleView view, BattleScore score, long seq) implements ScoreView<BattleScoreView> {
    /// The points of a battle that is over are those of its end, whatever is counted for the war later.
    static BattleScoreView of(BattleView view, BattleScore score) {
        var fixed = view.status() == BattleStatus.ENDED
                ? new BattleScore(
                        score.war(),
                        score.battle(),
                        score.epoch(),
                        score.lastSeq(),
                        view.attackerScore(),
                        view.defenderScore(),
                        score.at())
                : score;
        return new BattleScoreView(view, fixed, score.lastSeq());
    }

    @Override
    public @Nullable BattleScoreView after(WarScoreChange change) {
        var next = change.appliedTo(score);
        return next == null ? null : of(view, next);
    }

    /// Keeps its number if no point was made.
    @Override
    public BattleScoreView followedBy(BattleScoreView next) {
        var same = next.score.epoch() == score.epoch()
                && next.score.attacker() == score.attacker()
                && next.score.defender() == score.defender();
        return same ? new BattleScoreView(next.view, next.score, seq) : next;
    }

    @Override
    public boolean isOver() {
        return view.status() == BattleStatus.ENDED;
    }

    @Override
    public Object content() {
        return new Numbered(score.epoch(), json());
    }

    @Override
    public StreamState frame(@Nullable BattleScoreView last) {
        var data = json();
        return new StreamState(score.epoch(), seq, score.at(), data, last == null ? null : data, isOver());
    }

    private BattleScoreJson json() {
        var winner = view.winnerSide();
        return new BattleScoreJson(
                view.id().value().toString(),
                view.war().value().toString(),
                view.status().name(),
                score.attacker(),
                score.defender(),
                view.holderSide().name(),
                winner == null ? null : winner.name());
    }

    /// What stands in the frames, of snapshots and deltas alike: it is little.
    record BattleScoreJson(
            String battleId,
            String warId,
            String status,
            long attackerScore,
            long defenderScore,
            String holderSide,
            @Nullable String winnerSide) {}

    private record Numbered(int epoch, BattleScoreJson data) {}
}
