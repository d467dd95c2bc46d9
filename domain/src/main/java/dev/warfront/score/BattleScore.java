package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.WarScoreChange.BattlePoints;
import java.time.Instant;

/// The committed points of both sides in a battle as of one commit, numbered as its war's score is.
public record BattleScore(WarId war, BattleId battle, int epoch, long lastSeq, long attacker, long defender, Instant at)
        implements CommittedScore<BattleScore> {
    /// Nobody has scored yet.
    public static BattleScore none(WarId war, BattleId battle, Instant at) {
        return new BattleScore(war, battle, 1, 0, 0, 0, at);
    }

    @Override
    public BattleScore after(WarScoreChange change) {
        var points = change.battles().stream()
                .filter(changed -> changed.battle().equals(battle))
                .findFirst()
                .orElse(new BattlePoints(battle, attacker, defender));
        return new BattleScore(
                war, battle, change.epoch(), change.lastSeq(), points.attacker(), points.defender(), change.at());
    }
}
