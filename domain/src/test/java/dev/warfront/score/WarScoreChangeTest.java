package dev.warfront.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarScore.ClanScore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a change makes of scores that are known.
class WarScoreChangeTest {
    private static final WarId WAR = new WarId(new UUID(1, 1));
    private static final BattleId BATTLE = new BattleId(new UUID(2, 1));
    private static final BattleId OTHER = new BattleId(new UUID(2, 2));
    private static final Instant BEFORE = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant AT = BEFORE.plusSeconds(1);
    private static final ClanScore FIRST = clan(1, Side.DEFENDER, 4);
    private static final ClanScore SECOND = clan(2, Side.ATTACKER, 3);
    private static final ClanScore THIRD = clan(3, Side.ATTACKER, 9);

    private static final WarScore SCORE =
            new WarScore(WAR, 1, 7, false, points(3), points(4), List.of(FIRST, SECOND), BEFORE);
    private static final BattleScore POINTS = new BattleScore(WAR, BATTLE, 1, 7, 3, 4, BEFORE);

    @Test
    void givenAChangeThatFollows_itsNumbersReplaceThoseOfTheScore() {
        var change = change(1, 7, 9);

        assertThat(change.appliedTo(SCORE))
                .isEqualTo(new WarScore(
                        WAR, 1, 9, false, points(9), points(4), List.of(clan(2, Side.ATTACKER, 5), THIRD, FIRST), AT));
    }

    @Test
    void givenClansInAnyOrder_theScoreHasAttackersFirst_thenById() {
        var one = new WarScore(WAR, 1, 7, false, points(3), points(4), List.of(THIRD, FIRST, SECOND), BEFORE);

        assertThat(one.clans()).containsExactly(SECOND, THIRD, FIRST);
    }

    @Test
    void givenAChangeThatBeganEarlier_itIsTakenOver() {
        var applied = change(1, 5, 9).appliedTo(SCORE);

        assertThat(applied).isNotNull().extracting(WarScore::lastSeq).isEqualTo(9L);
    }

    @Test
    void givenAChangeThatTheScoreHas_theScoreStaysWhatItIs() {
        assertThat(change(1, 5, 7).appliedTo(SCORE)).isSameAs(SCORE);
        assertThat(change(1, 5, 7).appliedTo(POINTS)).isSameAs(POINTS);
    }

    @Test
    void givenAGap_orRebuiltTotals_theScoreIsUnknown() {
        assertThat(change(1, 8, 9).appliedTo(SCORE)).isNull();
        assertThat(change(2, 7, 9).appliedTo(SCORE)).isNull();
        assertThat(change(2, 7, 9).appliedTo(POINTS)).isNull();
    }

    @Test
    void givenAFinalScore_itStaysFinal() {
        var closed = new WarScore(WAR, 1, 7, true, points(3), points(4), List.of(), BEFORE);

        assertThat(change(1, 7, 9).appliedTo(closed)).isNotNull().matches(WarScore::isFinal);
    }

    /// Both sides' points are in it, so nothing before it is needed.
    @Test
    void givenPointsInTheBattle_theyAreKnownEvenAfterAGap() {
        assertThat(change(1, 8, 9, BATTLE).appliedTo(POINTS)).isEqualTo(new BattleScore(WAR, BATTLE, 1, 9, 6, 1, AT));
    }

    @Test
    void givenPointsInAnotherBattle_theNumberMovesOn_exceptAfterAGap() {
        assertThat(change(1, 7, 9, OTHER).appliedTo(POINTS)).isEqualTo(new BattleScore(WAR, BATTLE, 1, 9, 3, 4, AT));
        assertThat(change(1, 8, 9, OTHER).appliedTo(POINTS)).isNull();
    }

    private static WarScoreChange change(int epoch, long prevSeq, long lastSeq, BattleId... battles) {
        return new WarScoreChange(
                WAR,
                epoch,
                lastSeq,
                prevSeq,
                Map.of(Side.ATTACKER, points(9)),
                List.of(THIRD, clan(2, Side.ATTACKER, 5)),
                List.of(battles).stream()
                        .map(each -> new BattlePoints(each, 6, 1))
                        .toList(),
                false,
                AT);
    }

    private static ClanScore clan(long id, Side side, long points) {
        return new ClanScore(new ClanId(new UUID(3, id)), side, points(points));
    }

    private static Tally points(long points) {
        return new Tally(points, 0, 0, 0, 0);
    }
}
