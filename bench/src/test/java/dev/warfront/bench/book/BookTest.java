package dev.warfront.bench.book;

import static dev.warfront.bench.book.TestWar.BATTLE;
import static dev.warfront.bench.book.TestWar.CUT_OFF;
import static dev.warfront.bench.book.TestWar.FACTS;
import static dev.warfront.bench.book.TestWar.FOX;
import static dev.warfront.bench.book.TestWar.NOW;
import static dev.warfront.bench.book.TestWar.WAR;
import static dev.warfront.bench.book.TestWar.assist;
import static dev.warfront.bench.book.TestWar.genuine;
import static dev.warfront.bench.book.TestWar.kill;
import static dev.warfront.bench.book.TestWar.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.bench.wire.EventPlace;
import dev.warfront.bench.wire.LoggedEvent;
import dev.warfront.bench.wire.ScoreEvent;
import dev.warfront.bench.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookTest {
    private static final Land MINE = new Land(new UUID(9, 1), "Mine", Land.Type.RESOURCE, 1, 0);
    private static final List<Capture> CAPTURE = List.of(new Capture(MINE, Side.ATTACKER));
    private static final PointsTable BENT = new PointsTable(10, 4, 50, 200);
    private static final UUID SERVER = new UUID(5, 5);
    private static final UUID PROGRAM = new UUID(0, 0);

    private final Book book = new Book();
    private final ForeignRecords others = new ForeignRecords();

    @Test
    void givenRecordsInAnyOrder_theLogsOrderDecidesWhichOfTwoIsFirst() {
        var first = kill();
        book.acknowledged(genuine(7, first.at(NOW.minusSeconds(1))));
        book.acknowledged(genuine(3, first));

        var expected = close(List.of());

        assertThat(expected.totals().accepted()).isEqualTo(1);
        assertThat(expected.codes()).containsOnly(Map.entry("SCORE_IDEMPOTENCY_MISMATCH", 1));
    }

    @Test
    void givenACopyThatTheLogTookInTime_theRepeatThatCameLateDoesNotMatter() {
        var kill = kill();
        var late = CUT_OFF.plusSeconds(60);
        book.acknowledged(TestWar.received(9, kill, late));

        book.complete(List.of(logged(4, NOW, kill), logged(9, late, kill)), others);

        var expected = close(List.of());
        assertThat(expected.sent()).isEqualTo(2);
        assertThat(expected.totals().attacker()).isEqualTo(10);
        assertThat(expected.totals().duplicates()).isEqualTo(1);
    }

    @Test
    void givenGarbageWhoseAnswerWasLost_itsCopyIsRejectedToo() {
        book.acknowledged(new Entry(EventPlace.alone(3), NOW, new Entry.Content.Garbage("none {")));

        book.complete(List.of(record(2, "none {", SERVER), record(3, "none {", SERVER)), others);

        assertThat(close(List.of()).codes()).containsOnly(Map.entry("SCORE_MALFORMED", 2));
    }

    @Test
    void givenARecordThatNobodySent_theBookIsNotClosed() {
        assertThatThrownBy(() -> book.complete(List.of(logged(4, NOW, kill())), others))
                .hasMessageContaining("at [4/0] that nobody sent");
    }

    @Test
    void givenAnAcknowledgedRecordThatTheLogDoesNotHave_theBookIsNotClosed() {
        book.acknowledged(genuine(7, kill()));

        assertThatThrownBy(() -> book.complete(List.of(), others)).hasMessageContaining("events at [7/0]");
    }

    @Test
    void givenRecordsOfOthers_theyAreRejectedAsTheySay() {
        others.expect(2, "SCORE_CLOCK_SKEW");
        others.expectUncounted("SCORE_WRONG_PARTITION");
        others.expectUnsigned(3, "SCORE_SIGNATURE_INVALID");

        book.complete(List.of(logged(2, NOW, kill()), logged(3, NOW, kill())), others);

        var expected = close(List.of());
        assertThat(expected.rejected()).isEqualTo(1);
        assertThat(expected.codes())
                .containsOnly(
                        Map.entry("SCORE_CLOCK_SKEW", 1),
                        Map.entry("SCORE_WRONG_PARTITION", 1),
                        Map.entry("SCORE_SIGNATURE_INVALID", 1));
    }

    @Test
    void givenACapture_itIsOneAcceptedFactThatNobodySent() {
        book.acknowledged(genuine(0, kill()));

        var expected = close(CAPTURE);

        assertThat(expected.sent()).isEqualTo(1);
        assertThat(expected.totals().derived()).isEqualTo(1);
        assertThat(expected.totals().accepted()).isEqualTo(2);
        assertThat(expected.totals().attacker()).isEqualTo(210);
    }

    /// A program that is killed sends what it derived again.
    @Test
    void givenACaptureThatTheLogHoldsTwice_theSecondIsADuplicate_andTheMarkIsNotCounted() {
        var capture = """
                {"event_id": "%s", "type": "TERRITORY_CAPTURE"}""".formatted(new UUID(6, 6));

        book.complete(
                List.of(
                        record(0, capture, PROGRAM),
                        record(1, capture, PROGRAM),
                        record(2, "{\"type\": \"CUT_OFF\"}", PROGRAM)),
                others);

        var expected = close(CAPTURE);
        assertThat(expected.sent()).isZero();
        assertThat(expected.logged()).isEqualTo(1);
        assertThat(expected.totals().accepted()).isEqualTo(1);
        assertThat(expected.totals().duplicates()).isEqualTo(1);
    }

    @Test
    void givenRecordsBehindTheMark_theyStandInACountOfTheirOwn_withTheCodesThatTheFeedHas() {
        var kill = kill();
        var late = CUT_OFF.plusSeconds(60);
        book.acknowledged(genuine(0, kill));
        book.acknowledged(TestWar.received(2, kill, late));
        book.acknowledged(TestWar.received(3, assist(), late.plusSeconds(1)));

        book.complete(
                List.of(
                        logged(0, NOW, kill),
                        record(1, "{\"type\": \"CUT_OFF\"}", PROGRAM),
                        logged(2, late, kill),
                        logged(3, late.plusSeconds(1), assist())),
                others);

        var expected = close(List.of());
        assertThat(expected.totals().accepted()).isEqualTo(1);
        assertThat(expected.totals().duplicates()).isZero();
        assertThat(expected.rejected()).isZero();
        assertThat(expected.totals().afterFinal()).isEqualTo(2);
        assertThat(expected.codes()).containsOnly(Map.entry("SCORE_LATE", 1));
    }

    @Test
    void givenAProgramThatKeepsTheRules_bookAndProgramMatch() {
        var report = Report.of(WAR, skirmish(PointsTable.STANDARD), program(1, 260, 1, 1, CUT_OFF));

        assertThat(report.match()).isTrue();
        var totals = """
                {"attacker":260,"defender":3,"accepted":4,"duplicates":1,"derived":1,"after_final":0,\
                "rejected":{"SCORE_MALFORMED":1},"cut_off_at":"2026-12-01T10:00:25.000Z"}""";
        assertThat(report.line()).isEqualTo("""
                        {"war_id":"%s","outcome":"ATTACKER_WIN","events_sent":5,"accepted":4,"duplicates":1,\
                        "rejected":1,"derived":1,"expected":%s,"actual":%s,"match":true}""".formatted(WAR, totals, totals));
    }

    @Test
    void givenOneRuleBentOnPurpose_theyDoNotMatch() {
        var report = Report.of(WAR, skirmish(BENT), program(1, 260, 1, 1, CUT_OFF));

        assertThat(report.expected().defender()).isEqualTo(4);
        assertThat(report.line()).endsWith("\"match\":false}");
    }

    @Test
    void givenOneWrongNumber_theyDoNotMatch() {
        var expected = skirmish(PointsTable.STANDARD);

        assertThat(List.of(
                        program(2, 260, 1, 1, CUT_OFF),
                        program(1, 261, 1, 1, CUT_OFF),
                        program(1, 260, 2, 1, CUT_OFF),
                        program(1, 260, 1, 2, CUT_OFF),
                        program(1, 260, 1, 1, CUT_OFF.plusMillis(1))))
                .noneMatch(program -> Report.of(WAR, expected, program).match());
    }

    /// What a program says of the skirmish.
    private static ProgramTotals program(long duplicates, long attacker, int malformed, long derived, Instant cutOff) {
        return new ProgramTotals(
                "ATTACKER_WIN",
                1,
                new Totals(attacker, 3, 4, duplicates, derived, 0, Map.of("SCORE_MALFORMED", malformed), cutOff));
    }

    private ExpectedTotals skirmish(PointsTable points) {
        var kill = kill();
        book.acknowledged(genuine(0, kill));
        book.acknowledged(genuine(1, assist()));
        book.acknowledged(genuine(2, kill));
        book.acknowledged(genuine(3, objective(BATTLE, FOX)));
        book.acknowledged(new Entry(EventPlace.alone(4), NOW, new Entry.Content.Garbage("none")));
        return book.close(FACTS, CAPTURE, others, points);
    }

    private ExpectedTotals close(List<Capture> captures) {
        return book.close(FACTS, captures, others, PointsTable.STANDARD);
    }

    private static LoggedEvent logged(long offset, Instant receivedAt, ScoreEvent event) {
        return new LoggedEvent(
                3, EventPlace.alone(offset), receivedAt, Wire.JSON.writeValueAsString(event), SERVER.toString());
    }

    private static LoggedEvent record(long offset, String text, UUID signer) {
        return new LoggedEvent(3, EventPlace.alone(offset), NOW, text, signer.toString());
    }
}
