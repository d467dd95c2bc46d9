package dev.warfront.score;

import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.InMemoryTimers;
import dev.warfront.war.Settlements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FlushBatchesTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final ScoreWorld world = new ScoreWorld();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final WarId one = world.newWar();
    private final WarId other = world.newWar();

    @Test
    void givenTwoPartitionsInOneFlush_neitherKnowsTheWarsOfTheOtherAfterwards() {
        var first = owner(1);
        var second = owner(2);

        var decisions = done(flush().flush(List.of(
                new Batch(first, List.of(kill(1, one, world.newBattle(one)))),
                new Batch(second, List.of(kill(2, other, world.newBattle(other)))))));
        first.apply(decisions.get(0));
        second.apply(decisions.get(1));

        assertThat(decisions).allMatch(each -> each.rows().size() == 1);
        assertThat(first.knows(one)).isTrue();
        assertThat(first.knows(other)).isFalse();
        assertThat(second.knows(other)).isTrue();
        assertThat(second.knows(one)).isFalse();
    }

    @Test
    void givenAnEventThatNamesABattleOfAWarOfTheOtherPartition_thatWarIsNotKnownAfterwards() {
        var first = owner(1);
        var second = owner(2);
        var foreign = world.newBattle(other);

        var decisions = done(flush().flush(List.of(
                new Batch(first, List.of(kill(1, one, foreign))),
                new Batch(second, List.of(kill(2, other, foreign))))));
        first.apply(decisions.get(0));
        second.apply(decisions.get(1));

        assertThat(first.knows(other)).isFalse();
        assertThat(second.lacksBattle(other, foreign)).isFalse();
    }

    @Test
    void givenEventsThatNobodyKnownHasSigned_theWarsAndBattlesTheyNameAreNotReadLockedOrChanged() {
        var owner = owner(1);
        var batch = new Batch(owner, List.of(kill(1, one, world.newBattle(one), LogRecord.Proof.NONE)));

        var decision = done(flush().flush(List.of(batch))).getFirst();
        owner.apply(decision);

        assertThat(batch.wars()).isEmpty();
        assertThat(batch.battles()).isEmpty();
        assertThat(decision.results())
                .containsExactly(Map.entry(
                        new BatchDecision.EventResult(BatchDecision.Status.REJECTED, ScoreCode.SCORE_SIGNATURE_INVALID),
                        1));
        assertThat(decision.wars()).isEmpty();
        assertThat(owner.knows(one)).isFalse();
        assertThat(done(ledger.totals(List.of(one)))).isEmpty();
    }

    private PartitionState owner(int partition) {
        var state = new PartitionState(
                partition,
                0,
                new DeduplicationWindows(ScoreWorld.WINDOW, new SeenBound(1_000, 1)),
                TestScores.REVIEW_BOUNDS);
        done(ledger.start(partition));
        return state.open();
    }

    private FlushBatches flush() {
        var clock = Clock.systemUTC();
        var timers = new InMemoryTimers();
        return new FlushBatches(
                ledger,
                ledger,
                world,
                world.battles(),
                world,
                new ReconcileScores(ledger, new Settlements(timers, clock), timers, clock),
                clock,
                new Deadline(Duration.ofSeconds(5)));
    }

    private LogRecord kill(int partition, WarId war, BattleId battle) {
        return kill(partition, war, battle, LogRecord.Proof.GAME_SERVER);
    }

    private LogRecord kill(int partition, WarId war, BattleId battle, LogRecord.Proof proof) {
        var event = new ScoreEvent(
                UUID.randomUUID(),
                war,
                battle,
                "KILL",
                ScoreWorld.attacker(war, 1),
                ScoreWorld.defender(war, 1),
                List.of(),
                null,
                now);
        return new LogRecord(
                partition,
                0,
                0,
                now,
                war,
                true,
                proof,
                new ParsedEvent.Reported(event),
                new RawRecord(new byte[0], new byte[0], Map.of()));
    }
}
