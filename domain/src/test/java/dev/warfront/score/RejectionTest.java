package dev.warfront.score;

import static dev.warfront.score.TestScores.ACTIVE_FROM;
import static dev.warfront.score.TestScores.ACTIVE_UNTIL;
import static dev.warfront.score.TestScores.ATTACKERS;
import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.WAR;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.capture;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.kill;
import static dev.warfront.score.TestScores.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.CaptureRules;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.BatchDecision.EventResult;
import dev.warfront.score.BatchDecision.Status;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RejectionTest {
    private static final PlayerId STRANGER = new PlayerId(new UUID(7, 7));
    private static final WarId OTHER_WAR = new WarId(new UUID(1, 2));
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestScores scores = new TestScores();

    private void assertRefused(LogRecord record, ScoreCode code) {
        var decision = scores.decide(record);
        assertThat(decision.rows()).isEmpty();
        assertThat(decision.reviews())
                .singleElement()
                .satisfies(row -> assertThat(row.code()).isEqualTo(code));
        assertThat(decision.results()).containsExactly(Map.entry(new EventResult(Status.REJECTED, code), 1));
    }

    private static ScoreEvent of(String type, @Nullable Long basePoints) {
        return new ScoreEvent(new UUID(9, 1), WAR, null, type, attacker(0), defender(0), List.of(), basePoints, NOON);
    }

    @Test
    void givenAnUndecodableRecord_itIsMalformedAndCountedForTheWarOfItsKey() {
        var record =
                scores.log(new ParsedEvent.Malformed(null, "no JSON"), LogRecord.Proof.GAME_SERVER, WAR, true, NOON);

        scores.commit(record);

        assertThat(scores.reviews).singleElement().satisfies(row -> {
            assertThat(row.code()).isEqualTo(ScoreCode.SCORE_MALFORMED);
            assertThat(row.war()).isEqualTo(WAR);
            assertThat(row.counted()).isTrue();
        });
        assertThat(scores.warState().rejected()).isEqualTo(1);
    }

    @Test
    void givenAnUndecodableRecordWithoutSignature_malformedComesFirst() {
        assertRefused(
                scores.log(new ParsedEvent.Malformed(null, "no JSON"), LogRecord.Proof.NONE, null, false, NOON),
                ScoreCode.SCORE_MALFORMED);
    }

    @Test
    void givenAWrongSignature_itIsRefusedBeforeTheKeyIsLookedAt() {
        assertRefused(
                scores.log(new ParsedEvent.Reported(kill(1)), LogRecord.Proof.NONE, OTHER_WAR, false, NOON),
                ScoreCode.SCORE_SIGNATURE_INVALID);
    }

    @Test
    void givenAForgedRecord_theGenuineOneOfThatIdStillCounts() {
        scores.commit(scores.log(new ParsedEvent.Reported(kill(1)), LogRecord.Proof.NONE, WAR, true, NOON));

        scores.commit(scores.log(kill(1)));

        assertThat(scores.ledger).hasSize(1);
        assertThat(scores.warState().rejected()).isEqualTo(1);
    }

    @Test
    void givenAForeignKeyOrAnotherPartition_itIsInTheWrongPartition() {
        var event = new ParsedEvent.Reported(of("NONSENSE", -1L));
        assertRefused(
                scores.log(event, LogRecord.Proof.GAME_SERVER, OTHER_WAR, true, NOON), ScoreCode.SCORE_WRONG_PARTITION);
        assertRefused(
                scores.log(event, LogRecord.Proof.GAME_SERVER, WAR, false, NOON), ScoreCode.SCORE_WRONG_PARTITION);
        assertRefused(
                scores.log(event, LogRecord.Proof.GAME_SERVER, null, false, NOON), ScoreCode.SCORE_WRONG_PARTITION);
    }

    @Test
    void givenAWrongPartition_noWarsCountChanges() {
        var decision = scores.commit(
                scores.log(new ParsedEvent.Reported(kill(1)), LogRecord.Proof.GAME_SERVER, WAR, false, NOON));

        assertThat(decision.wars()).isEmpty();
        assertThat(scores.reviews)
                .singleElement()
                .satisfies(row -> assertThat(row.counted()).isFalse());
    }

    @Test
    void givenATypeThatServersMayNotSend_itIsInvalid() {
        for (var type : List.of("TERRITORY_CAPTURE", "CUT_OFF", "DEFENSE", "HOLD_TICK", "UNKNOWN")) {
            assertRefused(scores.log(of(type, -1L)), ScoreCode.SCORE_INVALID_TYPE);
        }
    }

    @Test
    void givenPointsThatAreNotTheTypes_itIsOutOfRange() {
        for (var points : List.of(-10L, 0L, 9L, 11L, Long.MAX_VALUE)) {
            assertRefused(scores.log(of("KILL", points)), ScoreCode.SCORE_OUT_OF_RANGE);
        }
        assertThat(scores.decide(scores.log(of("KILL", 10L))).rows()).hasSize(1);
        assertThat(scores.decide(scores.log(of("ASSIST", 3L))).rows()).hasSize(1);
    }

    @Test
    void givenNoneOrTooManyOrTheSameCapturers_itIsOutOfRange() {
        var many = IntStream.range(0, 101).mapToObj(TestScores::attacker).toList();
        for (var players : List.of(List.<PlayerId>of(), many, List.of(attacker(1), attacker(1)))) {
            assertRefused(scores.log(objective(1, BATTLE, players, NOON)), ScoreCode.SCORE_OUT_OF_RANGE);
        }
    }

    @Test
    void givenACaptureWorthMoreOrLessThanAnyLandOfTheWar_itIsOutOfRange() {
        for (var points : List.of(Long.MIN_VALUE, -200L, 0L, 199L, 1_521L, Long.MAX_VALUE)) {
            assertRefused(
                    scores.derived(capture(1, Side.ATTACKER, points, NOON), NOON, NOON), ScoreCode.SCORE_OUT_OF_RANGE);
        }
        for (var points : List.of(200L, 1_520L)) {
            assertThat(scores.decide(scores.derived(capture(1, Side.ATTACKER, points, NOON), NOON, NOON))
                            .rows())
                    .hasSize(1);
        }
    }

    @Test
    void givenAWarWithOtherCaptureRules_itsOwnBoundsHold() {
        scores.wars.put(WAR, TestScores.active(WAR, new CaptureRules(10_000, 1_000, Duration.ofMinutes(30))));

        assertRefused(scores.derived(capture(1, Side.ATTACKER, 1_520, NOON), NOON, NOON), ScoreCode.SCORE_OUT_OF_RANGE);
        assertRefused(
                scores.derived(capture(1, Side.ATTACKER, 76_001, NOON), NOON, NOON), ScoreCode.SCORE_OUT_OF_RANGE);
        for (var points : List.of(10_000L, 76_000L)) {
            assertThat(scores.decide(scores.derived(capture(1, Side.ATTACKER, points, NOON), NOON, NOON))
                            .rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.points()).isEqualTo(points));
        }
    }

    @Test
    void givenRulesBeyondWhatARowHolds_theCaptureIsOutOfRangeAndThePipelineGoesOn() {
        scores.wars.put(WAR, TestScores.active(WAR, new CaptureRules(1_000_000, 1_000_000, Duration.ofMinutes(30))));

        assertRefused(
                scores.derived(capture(1, Side.ATTACKER, Integer.MAX_VALUE + 1L, NOON), NOON, NOON),
                ScoreCode.SCORE_OUT_OF_RANGE);
    }

    @Test
    void givenACaptureOfAnUnknownWar_itIsNotActive() {
        scores.wars.clear();

        assertRefused(scores.derived(capture(1, Side.ATTACKER, 1, NOON), NOON, NOON), ScoreCode.SCORE_WAR_NOT_ACTIVE);
    }

    @Test
    void givenTheSameIdWithAnotherContent_theFirstStays() {
        scores.commit(scores.log(kill(1)));

        scores.commit(scores.log(kill(1, attacker(1), defender(0), NOON)));
        scores.commit(scores.log(kill(1)));

        assertThat(scores.ledger).hasSize(1);
        assertThat(scores.reviews)
                .singleElement()
                .satisfies(row -> assertThat(row.code()).isEqualTo(ScoreCode.SCORE_IDEMPOTENCY_MISMATCH));
        assertThat(scores.warState().duplicates()).isEqualTo(1);
    }

    @Test
    void givenAMismatchThatIsLateToo_mismatchComesFirst() {
        scores.commit(scores.log(kill(1)));
        scores.endedAt(NOON.plusSeconds(1));

        assertRefused(
                scores.log(kill(1, attacker(0), defender(0), NOON.plusSeconds(5)), NOON.plus(HOUR)),
                ScoreCode.SCORE_IDEMPOTENCY_MISMATCH);
    }

    @Test
    void givenAnUnknownWar_itIsNotActive() {
        scores.wars.clear();

        assertRefused(scores.log(kill(1)), ScoreCode.SCORE_WAR_NOT_ACTIVE);
    }

    @Test
    void givenAnEventFromBeforeActiveBegan_itIsNotActive() {
        var before = ACTIVE_FROM.minusMillis(1);
        assertRefused(
                scores.log(kill(1, attacker(0), defender(0), before), before.plus(HOUR)),
                ScoreCode.SCORE_WAR_NOT_ACTIVE);
        assertThat(scores.decide(scores.log(kill(2, null, ACTIVE_FROM), ACTIVE_FROM))
                        .rows())
                .hasSize(1);
    }

    @Test
    void givenAnEventOfTheFuture_threeSecondsBecomeItsReceiptAndNinetyAreSkew() {
        var soon = scores.decide(scores.log(kill(1, attacker(0), defender(0), NOON.plusSeconds(3))));
        assertThat(soon.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.occurredAt()).isEqualTo(NOON));

        assertRefused(scores.log(kill(2, attacker(0), defender(0), NOON.plusSeconds(90))), ScoreCode.SCORE_CLOCK_SKEW);
        assertThat(scores.decide(scores.log(kill(3, null, NOON.plusSeconds(60))))
                        .rows())
                .hasSize(1);
    }

    @Test
    void givenAnEventOlderThanTenMinutes_itIsTooOld() {
        assertRefused(scores.log(kill(1), NOON.plus(Duration.ofMinutes(10)).plusMillis(1)), ScoreCode.SCORE_TOO_OLD);
        assertThat(scores.decide(scores.log(kill(2), NOON.plus(Duration.ofMinutes(10))))
                        .rows())
                .hasSize(1);
    }

    @Test
    void givenAServiceThatWasDownOverTheDeadline_eventsAfterTheStoredDeadlineAreLate() {
        assertRefused(scores.log(kill(1, null, ACTIVE_UNTIL), ACTIVE_UNTIL.plusSeconds(1)), ScoreCode.SCORE_LATE);
    }

    @Test
    void givenTheGrace_sixtySecondsCountAndSixtyOneAreLate() {
        var cutOff = NOON.plusSeconds(1);
        scores.endedAt(cutOff);

        assertThat(scores.decide(scores.log(kill(1), cutOff.plusSeconds(60))).rows())
                .hasSize(1);
        assertRefused(scores.log(kill(2), cutOff.plusSeconds(61)), ScoreCode.SCORE_LATE);
        assertRefused(scores.log(kill(3, null, cutOff), cutOff), ScoreCode.SCORE_LATE);
    }

    /// The capture was committed while the war was fought: neither the same millisecond nor two clocks take its points.
    @Test
    void givenACaptureAtTheInstantOfASurrender_itCountsBeforeTheMarker_andNotBehindIt() {
        scores.endedAt(NOON);

        var counted = scores.commit(
                scores.derived(capture(1, Side.ATTACKER, 200, NOON), NOON, NOON),
                scores.derived(capture(2, Side.ATTACKER, 200, NOON.plusMillis(3)), NOON, NOON),
                scores.marker(NOON),
                scores.derived(capture(3, Side.ATTACKER, 200, NOON), NOON, NOON));

        assertThat(counted.rows()).hasSize(2);
        assertThat(counted.closed()).containsExactly(Map.entry(WAR, 2L));
        assertThat(scores.reviews).extracting(ReviewRow::code).containsOnly(ScoreCode.SCORE_LATE);
    }

    @Test
    void givenTheCutOffMarker_nothingBehindItCountsAndTheWarIsToldOnce() {
        scores.endedAt(NOON.plusSeconds(1));
        var first = scores.commit(scores.log(kill(1)), scores.marker(NOON), scores.log(kill(2)));

        var second = scores.commit(scores.marker(NOON), scores.log(kill(3)));

        assertThat(first.closed()).containsExactly(Map.entry(WAR, 1L));
        assertThat(second.closed()).isEmpty();
        assertThat(scores.reviews).extracting(ReviewRow::code).containsOnly(ScoreCode.SCORE_LATE);
        assertThat(scores.warState()).isEqualTo(new ScoreState(WAR, 1, 1, 1, 0, 2, 1L));
    }

    @Test
    void givenAMarkerThatAServerForged_theWarStaysOpen() {
        scores.commit(scores.log(new ParsedEvent.CutOff(WAR), LogRecord.Proof.NONE, WAR, true, NOON));

        assertThat(scores.warState().closedSeq()).isNull();
        assertThat(scores.warState().rejected()).isEqualTo(1);
    }

    @Test
    void givenAnEndedBattle_earlierEventsBelongToItLaterKillsAreOpenWorldLaterObjectivesAreRefused() {
        scores.battleEndedAt(NOON);

        var earlier =
                scores.decide(scores.log(kill(1, BATTLE, NOON.minusMillis(1)))).rows();
        var later = scores.decide(scores.log(kill(2, BATTLE, NOON))).rows();

        assertThat(earlier)
                .singleElement()
                .satisfies(row -> assertThat(row.battle()).isEqualTo(BATTLE));
        assertThat(later)
                .singleElement()
                .satisfies(row -> assertThat(row.battle()).isNull());
        assertRefused(scores.log(objective(3, BATTLE, List.of(attacker(0)), NOON)), ScoreCode.SCORE_BATTLE_ENDED);
    }

    @Test
    void givenABattleThatIsNotOfThisWar_killsAreOpenWorldAndObjectivesRefused() {
        var foreign = new BattleId(new UUID(3, 99));

        assertThat(scores.decide(scores.log(kill(1, foreign, NOON))).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.battle()).isNull());
        assertRefused(scores.log(objective(2, foreign, List.of(attacker(0)), NOON)), ScoreCode.SCORE_BATTLE_ENDED);
    }

    @Test
    void givenAStrangerAsKillerOrVictim_itIsNotParticipant() {
        assertRefused(scores.log(kill(1, STRANGER, defender(0), NOON)), ScoreCode.SCORE_NOT_PARTICIPANT);
        assertRefused(scores.log(kill(2, attacker(0), STRANGER, NOON)), ScoreCode.SCORE_NOT_PARTICIPANT);
        assertRefused(
                scores.log(objective(3, BATTLE, List.of(attacker(0), STRANGER), NOON)),
                ScoreCode.SCORE_NOT_PARTICIPANT);
    }

    @Test
    void givenAPlayerWhoLeftOrWasKicked_itIsNotParticipantAndWhatWasScoredStays() {
        scores.commit(scores.log(kill(1)));
        for (var status : List.of(ParticipantStatus.LEFT, ParticipantStatus.KICKED, ParticipantStatus.BANNED)) {
            scores.roster.put(attacker(0), new Roster.Entry(ATTACKERS, Side.ATTACKER, status, ACTIVE_FROM, false));
            assertRefused(scores.log(kill(2)), ScoreCode.SCORE_NOT_PARTICIPANT);
        }
        assertThat(scores.side(Side.ATTACKER).points()).isEqualTo(10);
    }

    @Test
    void givenARecruitBeforeTenure_itIsNotEligibleUntilThen() {
        var from = NOON.plusSeconds(1);
        scores.roster.put(
                attacker(0), new Roster.Entry(ATTACKERS, Side.ATTACKER, ParticipantStatus.ACTIVE, from, false));

        assertRefused(scores.log(kill(1)), ScoreCode.SCORE_NOT_ELIGIBLE);
        assertThat(scores.decide(scores.log(kill(2, null, from), from)).rows()).hasSize(1);
    }

    @Test
    void givenAParticipantWithoutTheRightToFight_itIsNotEligibleUntilPromoted() {
        scores.roster.put(
                attacker(0),
                new Roster.Entry(
                        ATTACKERS,
                        Side.ATTACKER,
                        ParticipantStatus.ACTIVE,
                        List.of(new Roster.Interval(ACTIVE_FROM, NOON, null), new Roster.Interval(NOON, null, NOON)),
                        false));

        assertRefused(scores.log(kill(1, null, NOON.minusMillis(1))), ScoreCode.SCORE_NOT_ELIGIBLE);
        assertThat(scores.decide(scores.log(kill(2, null, NOON), NOON)).rows()).hasSize(1);
    }

    @Test
    void whatAPlayerDidBeforeItLeft_isItsOwn_onEitherSideNow() {
        for (var changedSides : List.of(false, true)) {
            scores.roster.put(
                    attacker(0),
                    new Roster.Entry(
                            ATTACKERS,
                            Side.ATTACKER,
                            ParticipantStatus.LEFT,
                            List.of(new Roster.Interval(ACTIVE_FROM, NOON, ACTIVE_FROM)),
                            changedSides));

            assertThat(scores.decide(scores.log(kill(1, null, NOON.minusMillis(1)), NOON))
                            .rows())
                    .hasSize(1);
            assertRefused(
                    scores.log(kill(2, null, NOON)),
                    changedSides ? ScoreCode.SCORE_SIDE_LOCKED : ScoreCode.SCORE_NOT_PARTICIPANT);
        }
    }

    @Test
    void givenAPlayerWhoWentToTheOtherSide_itsSideIsLocked() {
        scores.commit(scores.log(kill(1)));
        scores.roster.put(
                attacker(0), new Roster.Entry(ATTACKERS, Side.ATTACKER, ParticipantStatus.LEFT, ACTIVE_FROM, true));

        assertRefused(scores.log(kill(2)), ScoreCode.SCORE_SIDE_LOCKED);
        assertThat(scores.side(Side.ATTACKER).points()).isEqualTo(10);
    }

    @Test
    void givenAVictimOfTheSameSide_orCapturersOfBoth_itIsTheSameSide() {
        assertRefused(scores.log(kill(1, attacker(0), attacker(1), NOON)), ScoreCode.SCORE_SAME_SIDE);
        assertRefused(scores.log(kill(2, attacker(0), attacker(0), NOON)), ScoreCode.SCORE_SAME_SIDE);
        assertRefused(
                scores.log(objective(3, BATTLE, List.of(attacker(0), defender(0)), NOON)), ScoreCode.SCORE_SAME_SIDE);
    }

    @Test
    void givenSeveralReasons_theFirstOfTheOrderIsTheAnswer() {
        scores.battleEndedAt(NOON);
        scores.endedAt(NOON);
        var atNoon = objective(1, BATTLE, List.of(STRANGER, attacker(0), defender(0)), NOON);
        assertRefused(scores.log(atNoon, NOON.plus(HOUR)), ScoreCode.SCORE_TOO_OLD);
        assertRefused(scores.log(atNoon), ScoreCode.SCORE_LATE);

        scores.wars.put(WAR, TestScores.active(WAR));
        assertRefused(scores.log(atNoon), ScoreCode.SCORE_BATTLE_ENDED);

        var early = NOON.minusSeconds(1);
        assertRefused(
                scores.log(objective(2, BATTLE, List.of(STRANGER, attacker(0), defender(0)), early)),
                ScoreCode.SCORE_NOT_PARTICIPANT);
        scores.roster.put(
                attacker(0),
                new Roster.Entry(
                        ATTACKERS,
                        Side.ATTACKER,
                        ParticipantStatus.LEFT,
                        List.of(new Roster.Interval(ACTIVE_FROM, NOON, null)),
                        true));
        assertRefused(
                scores.log(objective(3, BATTLE, List.of(attacker(0), defender(0)), early)),
                ScoreCode.SCORE_NOT_ELIGIBLE);
        scores.roster.put(
                attacker(0), new Roster.Entry(ATTACKERS, Side.ATTACKER, ParticipantStatus.LEFT, ACTIVE_FROM, true));
        assertRefused(
                scores.log(objective(4, BATTLE, List.of(attacker(0), defender(0)), early)),
                ScoreCode.SCORE_SIDE_LOCKED);
    }

    @Test
    void givenARefusedEvent_itsRepeatIsADuplicateOfTheRefusal() {
        scores.commit(scores.log(kill(1, STRANGER, defender(0), NOON)));
        scores.roster.put(STRANGER, TestScores.entry(ATTACKERS, Side.ATTACKER));

        var again = scores.commit(scores.log(kill(1, STRANGER, defender(0), NOON)));

        assertThat(again.results())
                .containsExactly(Map.entry(new EventResult(Status.DUPLICATE, ScoreCode.SCORE_NOT_PARTICIPANT), 1));
        assertThat(again.reviews()).isEmpty();
        assertThat(scores.warState()).isEqualTo(new ScoreState(WAR, 1, 0, 0, 1, 1, null));
    }
}
