package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarScore.ClanScore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        List<ClanScore> clans,
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

    /// What it makes of the war's score: the same when that has it already, null when something between them is
    /// missing.
    public @Nullable WarScore appliedTo(WarScore score) {
        if (epoch != score.epoch() || prevSeq > score.lastSeq()) {
            return null;
        }
        return lastSeq <= score.lastSeq()
                ? score
                : new WarScore(
                        war,
                        epoch,
                        lastSeq,
                        score.isFinal() || last,
                        sides.getOrDefault(Side.ATTACKER, score.attacker()),
                        sides.getOrDefault(Side.DEFENDER, score.defender()),
                        Stream.concat(clans.stream(), score.clans().stream().filter(each -> !hasChanged(each.clan())))
                                .toList(),
                        at);
    }

    private boolean hasChanged(ClanId clan) {
        return clans.stream().anyMatch(each -> each.clan().equals(clan));
    }

    /// What it makes of a battle's score: the same when that has it already, null when points may be missing between
    /// them. None are when the battle is in the change, whatever was before.
    public @Nullable BattleScore appliedTo(BattleScore score) {
        var made = battles.stream()
                .filter(each -> each.battle().equals(score.battle()))
                .findFirst()
                .orElse(null);
        if (epoch != score.epoch() || (made == null && prevSeq > score.lastSeq())) {
            return null;
        }
        if (lastSeq <= score.lastSeq()) {
            return score;
        }
        var points = made == null ? new BattlePoints(score.battle(), score.attacker(), score.defender()) : made;
        return new BattleScore(war, score.battle(), epoch, lastSeq, points.attacker(), points.defender(), at);
    }

    /// Both sides' points in a battle.
    public record BattlePoints(BattleId battle, long attacker, long defender) {}
}
