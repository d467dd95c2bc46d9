package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import java.time.Instant;

/// The committed points of both sides in a battle as of one commit, numbered as its war's score is.
///
/// @param lastSeq the last ledger row of the war up to which they are known
/// @param at when they became so
public record BattleScore(
        WarId war, BattleId battle, int epoch, long lastSeq, long attacker, long defender, Instant at) {
    /// Nobody has scored yet.
    public static BattleScore none(WarId war, BattleId battle, Instant at) {
        return new BattleScore(war, battle, 1, 0, 0, 0, at);
    }

    /// A battle, with the war whose totals it is part of.
    public record Key(WarId war, BattleId battle) {}
}
