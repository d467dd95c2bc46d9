package dev.warfront.score;

import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.kill;
import static dev.warfront.score.TestScores.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class CreditedPlayersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TestScores scores = new TestScores();
    private final List<Map.Entry<PlayerId, Instant>> seen = new ArrayList<>();
    private boolean failing;
    private final CreditedPlayers credited = new CreditedPlayers((player, at) -> failing
            ? Mono.error(new IllegalStateException("no store"))
            : Mono.fromRunnable(() -> seen.add(Map.entry(player, at))));

    private void commit(LogRecord... records) {
        credited.add(List.of(scores.commit(records)));
    }

    private void assertReported(long failures) {
        StepVerifier.create(credited.report())
                .expectNext(failures)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAKill_theKillerIsSeenWhenItWasReceived_theVictimIsNot() {
        commit(scores.log(kill(1, attacker(3), defender(4), NOON.minusSeconds(5)), NOON));

        assertReported(0);

        assertThat(seen).containsExactly(Map.entry(attacker(3), NOON));
    }

    @Test
    void givenASharedObjective_eachCapturerIsSeenAndNobodyForTheRemainder() {
        commit(scores.log(objective(1, BATTLE, List.of(attacker(1), attacker(2), attacker(3)), NOON)));

        assertReported(0);

        assertThat(seen).extracting(Map.Entry::getKey).containsExactly(attacker(1), attacker(2), attacker(3));
    }

    @Test
    void givenRefusalsAndRepeats_nobodyIsSeen() {
        commit(scores.log(kill(1)));
        assertReported(0);
        seen.clear();

        commit(
                scores.log(kill(1), NOON.plus(CreditedPlayers.EVERY)),
                scores.log(kill(2, attacker(5), attacker(6), NOON)));
        assertReported(0);

        assertThat(seen).isEmpty();
    }

    @Test
    void givenManyEventsOfOnePlayer_itIsReportedOnceAMinuteWithItsLatest() {
        commit(scores.log(kill(1), NOON), scores.log(kill(2), NOON.plusSeconds(1)));
        assertReported(0);
        commit(scores.log(kill(3), NOON.plusSeconds(60)));
        assertReported(0);
        commit(scores.log(kill(4), NOON.plusSeconds(61)));
        assertReported(0);

        assertThat(seen)
                .containsExactly(
                        Map.entry(attacker(0), NOON.plusSeconds(1)), Map.entry(attacker(0), NOON.plusSeconds(61)));
    }

    @Test
    void givenAReportThatFails_thePlayersNextEventIsReportedAtOnce() {
        failing = true;
        commit(scores.log(kill(1), NOON));
        assertReported(1);

        failing = false;
        commit(scores.log(kill(2), NOON.plusSeconds(2)));
        assertReported(0);

        assertThat(seen).containsExactly(Map.entry(attacker(0), NOON.plusSeconds(2)));
    }

    @Test
    void givenNobodyWhoReports_theWaitingAreBounded() {
        var row = scores.commit(scores.log(kill(1))).rows().getFirst();
        var rows = IntStream.range(0, CreditedPlayers.PLAYERS_MAX + 10)
                .mapToObj(each -> CreditedPlayersTest.of(row, attacker(each)))
                .toList();

        credited.add(List.of(new BatchDecision(
                7, 0, 1, rows, List.of(), List.of(), Map.of(), List.of(), List.of(), Map.of(), RefusedRows.NONE)));

        assertThat(credited.waiting()).isEqualTo(CreditedPlayers.PLAYERS_MAX);
    }

    private static LedgerRow of(LedgerRow row, PlayerId player) {
        return new LedgerRow(
                row.eventId(),
                row.war(),
                row.seq(),
                row.battle(),
                row.type(),
                row.side(),
                row.clan(),
                player,
                row.victim(),
                row.victimClan(),
                row.territory(),
                row.basePoints(),
                row.factorBp(),
                row.points(),
                row.occurredAt(),
                row.receivedAt(),
                row.payloadHash(),
                row.partition(),
                row.offset(),
                row.index());
    }
}
