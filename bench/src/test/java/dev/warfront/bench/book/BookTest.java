package dev.warfront.bench.book;

import static dev.warfront.bench.book.TestWar.BATTLE;
import static dev.warfront.bench.book.TestWar.FACTS;
import static dev.warfront.bench.book.TestWar.FOX;
import static dev.warfront.bench.book.TestWar.NOW;
import static dev.warfront.bench.book.TestWar.WAR;
import static dev.warfront.bench.book.TestWar.assist;
import static dev.warfront.bench.book.TestWar.genuine;
import static dev.warfront.bench.book.TestWar.kill;
import static dev.warfront.bench.book.TestWar.objective;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookTest {
    private static final Land MINE = new Land(new UUID(9, 1), "Mine", Land.Type.RESOURCE, 1, 0);
    private static final PointsTable BENT = new PointsTable(10, 4, 50, 200);

    private final Book book = new Book();

    @Test
    void givenRecordsInAnyOrder_theLogsOrderDecidesWhichOfTwoIsFirst() {
        var first = kill();
        book.took(genuine(7, first.at(NOW.minusSeconds(1))));
        book.took(genuine(3, first));

        var account = book.close(FACTS, List.of(), PointsTable.STANDARD);

        assertThat(account.accepted()).isEqualTo(1);
        assertThat(account.codes()).containsOnly(Map.entry("SCORE_IDEMPOTENCY_MISMATCH", 1));
    }

    @Test
    void givenACopyThatTheLogTookInTime_theRepeatThatCameLateDoesNotMatter() {
        var kill = kill();
        var late = TestWar.CUT_OFF.plusSeconds(60);
        book.took(TestWar.received(9, kill, late));

        book.alsoTook(4, NOW, kill);
        book.alsoTook(9, late, kill);
        book.alsoTook(5, NOW, kill());

        var account = book.close(FACTS, List.of(), PointsTable.STANDARD);
        assertThat(account.sent()).isEqualTo(2);
        assertThat(account.attacker()).isEqualTo(10);
        assertThat(account.duplicates()).isEqualTo(1);
    }

    @Test
    void givenACapture_itIsOneAcceptedFactThatNobodySent() {
        book.took(genuine(0, kill()));

        var account = book.close(FACTS, List.of(new Capture(MINE, Side.ATTACKER)), PointsTable.STANDARD);

        assertThat(account.sent()).isEqualTo(1);
        assertThat(account.derived()).isEqualTo(1);
        assertThat(account.accepted()).isEqualTo(2);
        assertThat(account.attacker()).isEqualTo(210);
    }

    @Test
    void givenAProgramThatKeepsTheRules_bookAndProgramMatch() {
        var account = skirmish(PointsTable.STANDARD);

        var report = Report.exact(WAR, account, program());

        assertThat(report.match()).isTrue();
        assertThat(report.line()).isEqualTo("""
                        {"war_id":"%s","outcome":"ATTACKER_WIN","events_sent":5,"accepted":4,"duplicates":1,\
                        "rejected":1,"derived":1,"expected":{"attacker":260,"defender":3},\
                        "actual":{"attacker":260,"defender":3},"match":true}""".formatted(WAR));
    }

    @Test
    void givenOneRuleBentOnPurpose_theyDoNotMatch() {
        var account = skirmish(BENT);

        var report = Report.exact(WAR, account, program());

        assertThat(report.expected().defender()).isEqualTo(4);
        assertThat(report.line()).endsWith("\"match\":false}");
    }

    @Test
    void givenRightPointsButAWrongCount_theyDoNotMatch() {
        var counted = new Claim("ATTACKER_WIN", 4, 2, 1, 260, 3);

        assertThat(Report.exact(WAR, skirmish(PointsTable.STANDARD), counted).match())
                .isFalse();
    }

    @Test
    void givenLostAnswers_moreRepeatsAreFineButNothingMayBeMissing() {
        var repeated = new Claim("ATTACKER_WIN", 4, 3, 1, 260, 3);
        var missing = new Claim("ATTACKER_WIN", 4, 0, 1, 260, 3);

        assertThat(Report.afterLostAnswers(WAR, skirmish(PointsTable.STANDARD), repeated)
                        .match())
                .isTrue();
        assertThat(Report.afterLostAnswers(WAR, skirmish(PointsTable.STANDARD), missing)
                        .match())
                .isFalse();
    }

    /// What a program that keeps the rules says of the skirmish.
    private static Claim program() {
        return new Claim("ATTACKER_WIN", 4, 1, 1, 260, 3);
    }

    private Account skirmish(PointsTable points) {
        var kill = kill();
        book.took(genuine(0, kill));
        book.took(genuine(1, assist()));
        book.took(genuine(2, kill));
        book.took(genuine(3, objective(BATTLE, FOX)));
        book.took(new Entry(4, NOW, new Entry.Content.Garbage()));
        return book.close(FACTS, List.of(new Capture(MINE, Side.ATTACKER)), points);
    }
}
