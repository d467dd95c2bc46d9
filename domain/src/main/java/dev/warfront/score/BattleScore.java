package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.WarScoreChange.BattlePoints;
import java.time.Instant;

/// The committed points of both sides in a battle at one moment, numbered as its war's score is.
///
/// @param epoch numbering of the war's score
/// @param lastSeq the last ledger row of the war that is in it
/// @param at when it became so
public record BattleScore(
        WarId war, BattleId battle, int epoch, long lastSeq, long attacker, long defender, Instant at) {
    /// Nobody has scored yet.
    public static BattleScore none(WarId war, BattleId battle, Instant at) {
        return new BattleScore(war, battle, 1, 0, 0, 0, at);
    }

    /// The points after a change, see {@link WarScore#after}.
    public BattleScore after(WarScoreChange change) {
        var points = change.battles().stream()
                .filter(changed -> changed.battle().equals(battle))
                .findFirst()
                .orElse(new BattlePoints(battle, attacker, defender));
        return new BattleScore(
                war, battle, change.epoch(), change.lastSeq(), points.attacker(), points.defender(), change.at());
    }
}
