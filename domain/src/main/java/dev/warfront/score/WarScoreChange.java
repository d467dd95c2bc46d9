package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What one committed flush changed in the score of one war. All numbers are absolute, so a later change makes an
/// earlier one superfluous and the same change twice is harmless.
///
/// @param epoch numbering of the war's score stream; rises when totals were rebuilt
/// @param lastSeq seq of the last ledger row these numbers contain
/// @param prevSeq lastSeq of the commit before this one; 0 before the first row
/// @param sides both sides, also one whose tally did not change
/// @param clans the clans whose tally changed
/// @param battles the battles in which a side's points changed, with both sides' points
/// @param last true when no point can follow: the scores are final
/// @param at when it was committed
public record WarScoreChange(
        WarId war,
        int epoch,
        long lastSeq,
        long prevSeq,
        Map<Side, Tally> sides,
        List<ClanTally> clans,
        List<BattlePoints> battles,
        boolean last,
        Instant at) {
    public WarScoreChange {
        sides = Map.copyOf(sides);
        clans = List.copyOf(clans);
        battles = List.copyOf(battles);
        if (lastSeq < prevSeq) {
            throw new IllegalArgumentException("seq " + lastSeq + " before " + prevSeq);
        }
    }

    /// A clan's tally in the war.
    public record ClanTally(ClanId clan, Side side, Tally tally) {}

    /// Both sides' points in a battle.
    public record BattlePoints(BattleId battle, long attacker, long defender) {}
}
