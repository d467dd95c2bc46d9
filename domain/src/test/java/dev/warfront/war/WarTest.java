package dev.warfront.war;

import static dev.warfront.war.TestWars.done;
import static dev.warfront.war.TestWars.points;
import static dev.warfront.war.TestWars.refusal;
import static dev.warfront.war.TestWars.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.kernel.Side;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The phases of a war, its ways out, and who won.
class WarTest {
    private static final Turnout.Strength ENOUGH = new Turnout.Strength(true, 10);
    private static final Turnout.Strength FEW = new Turnout.Strength(true, 9);
    private static final Turnout.Strength SUSPENDED = new Turnout.Strength(false, 100);

    @Test
    void givenADeclaration_itTellsWhenEverythingIsPlanned() {
        var transition = War.Declared.declare(TestWars.terms(TestWars.anyLeads(), WarType.RANKING));

        assertThat(transition.war().epoch()).isEqualTo(1);
        assertThat(transition.events())
                .containsExactly(WarEvent.Declared.of(
                        transition.war().terms(),
                        TestWars.NOW.plus(Duration.ofHours(1)),
                        TestWars.NOW.plus(Duration.ofHours(25))));
    }

    @Test
    void phasesFollowEachOtherFromTheirPlannedInstants() {
        var preparation = TestWars.preparation();
        var active = TestWars.active();
        var ending = TestWars.ending();

        assertThat(preparation.startedAt()).isEqualTo(TestWars.NOW.plus(Duration.ofHours(1)));
        assertThat(active.startedAt()).isEqualTo(TestWars.NOW.plus(Duration.ofHours(25)));
        assertThat(active.deadlineAt()).isEqualTo(active.startedAt().plus(Duration.ofDays(7)));
        assertThat(ending.cutOffAt()).isEqualTo(ending.startedAt());
        assertThat(ending.epoch()).isEqualTo(4);
        assertThat(ending.reason()).isEqualTo(EndReason.TIME_LIMIT);
    }

    @Test
    void howeverLateTheTimerRuns_theCutOffIsTheStoredDeadline() {
        var active = TestWars.active();
        var late = active.deadlineAt().plus(Duration.ofHours(3));

        var ending = active.timeUp(late, late).war();

        assertThat(ending.startedAt()).isEqualTo(late);
        assertThat(ending.cutOffAt()).isEqualTo(active.deadlineAt());
    }

    @Test
    void givenTooFewAtTheStart_theClanForfeits() {
        var war = TestWars.preparation();
        var at = war.deadlineAt();

        assertThat(ended(war.begin(new Turnout(FEW, ENOUGH), at, at)).awarded()).isEqualTo(Side.DEFENDER);
        assertThat(ended(war.begin(new Turnout(ENOUGH, FEW), at, at)).awarded()).isEqualTo(Side.ATTACKER);
        assertThat(ended(war.begin(new Turnout(SUSPENDED, ENOUGH), at, at)).reason())
                .isEqualTo(EndReason.FORFEIT);
        var both = ended(war.begin(new Turnout(FEW, SUSPENDED), at, at));
        assertThat(both.reason()).isEqualTo(EndReason.NO_CONTEST);
        assertThat(both.awarded()).isNull();
    }

    @Test
    void surrenderIsForPreparedAndRunningWars() {
        var at = TestWars.NOW.plusSeconds(5);

        assertThat(refusal(TestWars.declared().surrender(Side.ATTACKER, false, at)))
                .isEqualTo(new WarRefusal.WrongPhase(WarStatus.DECLARED));
        assertThat(refusal(TestWars.ending().surrender(Side.ATTACKER, false, at)))
                .isEqualTo(new WarRefusal.WrongPhase(WarStatus.ENDING));
        assertThat(done(TestWars.preparation().surrender(Side.ATTACKER, false, at))
                        .war()
                        .awarded())
                .isEqualTo(Side.DEFENDER);
        assertThat(done(TestWars.active().surrender(Side.DEFENDER, false, at))
                        .war()
                        .awarded())
                .isEqualTo(Side.ATTACKER);
    }

    @Test
    void givenARunningSiege_surrenderIsRefused() {
        assertThat(refusal(TestWars.active().surrender(Side.DEFENDER, true, TestWars.NOW)))
                .isEqualTo(new WarRefusal.SiegeRunning(Side.DEFENDER));
    }

    @Test
    void surrenderCutsOffAtOnce_butNeverAfterTheDeadline() {
        var active = TestWars.active();
        var early = active.startedAt().plusSeconds(60);
        var late = active.deadlineAt().plusSeconds(60);

        assertThat(surrendered(active, early).cutOffAt()).isEqualTo(early);
        assertThat(surrendered(active, late).cutOffAt()).isEqualTo(active.deadlineAt());
    }

    @Test
    void cancellingGivesHalfBackInDeclared_andAQuarterToTheDefenderInPreparation() {
        var declared = done(TestWars.declared().cancel(TestWars.NOW));
        var prepared = done(TestWars.preparation().cancel(TestWars.NOW.plusSeconds(4_000)));

        assertThat(List.of(declared.refund(), declared.amends())).containsExactly(5_000L, 0L);
        assertThat(declared.defenderImmune()).isFalse();
        assertThat(List.of(prepared.refund(), prepared.amends())).containsExactly(0L, 2_500L);
        assertThat(prepared.defenderImmune()).isTrue();
        assertThat(declared.transition().war().result().outcome()).isEqualTo(WarOutcome.NONE);
        assertThat(declared.transition().events()).hasSize(2);
    }

    @Test
    void whatIsFoughtCannotBeCancelled() {
        assertThat(refusal(TestWars.active().cancel(TestWars.NOW)))
                .isEqualTo(new WarRefusal.WrongPhase(WarStatus.ACTIVE));
        assertThat(refusal(TestWars.ending().cancel(TestWars.NOW)))
                .isEqualTo(new WarRefusal.WrongPhase(WarStatus.ENDING));
    }

    @ParameterizedTest
    @CsvSource({
        "500, 400, ATTACKER_WIN",
        "400, 500, DEFENDER_WIN",
        "99, 0, DRAW",
        "99, 98, DRAW",
        "100, 99, ATTACKER_WIN",
        "0, 0, DRAW",
        "-5, 100, DEFENDER_WIN",
        "300, 300, DRAW"
    })
    void pointsDecide_fromOneHundredOn(long attacker, long defender, WarOutcome outcome) {
        assertThat(outcome(points(attacker), points(defender), TieBreak.NOTHING, TieBreak.NOTHING))
                .isEqualTo(outcome);
    }

    @Test
    void givenEqualPoints_theTieBreaksCountInTheirOrder() {
        var land = new TieBreak(2, 0);
        var sieges = new TieBreak(0, 1);
        var objectives = new Tally(300, 0, 9, 0, 1);
        var deaths = new Tally(300, 0, 8, 0, 0);
        var plain = new Tally(300, 0, 9, 0, 0);

        assertThat(outcome(plain, plain, land, sieges)).isEqualTo(WarOutcome.ATTACKER_WIN);
        assertThat(outcome(objectives, plain, TieBreak.NOTHING, sieges)).isEqualTo(WarOutcome.DEFENDER_WIN);
        assertThat(outcome(objectives, deaths, TieBreak.NOTHING, TieBreak.NOTHING))
                .isEqualTo(WarOutcome.ATTACKER_WIN);
        assertThat(outcome(plain, deaths, TieBreak.NOTHING, TieBreak.NOTHING)).isEqualTo(WarOutcome.DEFENDER_WIN);
        assertThat(outcome(plain, plain, land, land)).isEqualTo(WarOutcome.DRAW);
    }

    @Test
    void whoGaveUpLoses_whateverThePointsSay() {
        var ending = surrendered(TestWars.active(), TestWars.active().startedAt());

        var decided = ending.decided(totals(points(0), points(9_000)), TieBreak.NOTHING, TieBreak.NOTHING);

        assertThat(decided.result()).isEqualTo(new WarResult(WarOutcome.ATTACKER_WIN, 0, 9_000));
    }

    @Test
    void anOutcomeIsStoredOnce() {
        var decided = TestWars.ending().decided(totals(points(500), points(0)), TieBreak.NOTHING, TieBreak.NOTHING);

        assertThat(decided.decided(totals(points(0), points(500)), TieBreak.NOTHING, TieBreak.NOTHING))
                .isSameAs(decided);
    }

    @Test
    void aWarEndsWithItsOutcome_neverWithoutOne() {
        var ending = TestWars.ending();
        var decided = ending.decided(totals(points(500), points(0)), TieBreak.NOTHING, TieBreak.NOTHING);

        var ended = decided.end(List.of(), ending.startedAt().plusSeconds(70)).war();

        assertThat(ended.winner()).isEqualTo(ending.leads().attacker());
        assertThat(ended.loser()).isEqualTo(ending.leads().defender());
        assertThatThrownBy(() -> ending.end(List.of(), ending.startedAt())).isInstanceOf(IllegalStateException.class);
    }

    private static War.Ending ended(Transition<? extends War> transition) {
        return (War.Ending) transition.war();
    }

    private static War.Ending surrendered(War.Active active, java.time.Instant at) {
        return done(active.surrender(Side.DEFENDER, false, at)).war();
    }

    private static @Nullable WarOutcome outcome(Tally a, Tally d, TieBreak attacker, TieBreak defender) {
        var result = TestWars.ending().decided(totals(a, d), attacker, defender).result();
        return result == null ? null : result.outcome();
    }
}
