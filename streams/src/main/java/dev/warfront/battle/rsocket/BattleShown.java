package dev.warfront.battle.rsocket;

import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleView;
import dev.warfront.score.BattleScore;
import org.jspecify.annotations.Nullable;

/// A battle and its points.
///
/// @param score with the war's number up to which it is known
/// @param seq the war's number at which it was first seen with these points
record BattleShown(BattleView view, BattleScore score, long seq) {
    /// The points of a battle that is over are those of its end, whatever is counted for the war later.
    static BattleShown of(BattleView view, BattleScore score) {
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
        return new BattleShown(view, fixed, score.lastSeq());
    }

    /// The next one, which keeps its number if no point was made.
    BattleShown after(BattleShown next) {
        var same = next.score.epoch() == score.epoch()
                && next.score.attacker() == score.attacker()
                && next.score.defender() == score.defender();
        return same ? new BattleShown(next.view, next.score, seq) : next;
    }

    boolean isOver() {
        return view.status() == BattleStatus.ENDED;
    }

    Content content() {
        var winner = view.winnerSide();
        return new Content(
                view.id().value().toString(),
                view.war().value().toString(),
                view.status().name(),
                score.attacker(),
                score.defender(),
                view.holderSide().name(),
                winner == null ? null : winner.name());
    }

    /// What stands in the frames, of snapshots and deltas alike: it is little.
    record Content(
            String battleId,
            String warId,
            String status,
            long attackerScore,
            long defenderScore,
            String holderSide,
            @Nullable String winnerSide) {}
}
