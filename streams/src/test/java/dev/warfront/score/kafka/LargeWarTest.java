package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.WarId;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.postgres.LargeLedgers;
import dev.warfront.score.postgres.LedgerAudits;
import dev.warfront.timer.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/// A war whose ledger is longer than any one step may read.
class LargeWarTest {
    private static final int ROWS = 250_000;
    private static final int LATE = 40;
    private static final int NEIGHBOURS = 20;

    private final PipelineFixture pipelines = new PipelineFixture();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final WarId war = pipelines.world.newWar();
    private final WarId neighbour = inAnotherPartition();

    @BeforeEach
    void sayTheSeed() {
        System.out.println("seed " + seed);
    }

    /// Every owner after it would read the long ledger.
    @AfterEach
    void stop() {
        pipelines.stop();
        LargeLedgers.forget(war);
    }

    @Test
    void givenFreshOwners_theyKnowWhatMayBeRepeated_goOn_andTheWarIsAddedUpInBoundedStepsToItsEnd() {
        LargeLedgers.write(pipelines.world, war, partitionOf(war), ROWS);
        var owner = pipelines.owner();

        pipelines.send(List.of(
                pipelines.signed(again(1)),
                pipelines.signed(again(ROWS / 2)),
                pipelines.signed(again(ROWS)),
                pipelines.signed(PipelineFixture.kill(war, random))));
        send(neighbour, NEIGHBOURS);

        assertThat(pipelines.settled(war, ROWS + 4).lastSeq()).isEqualTo(ROWS + 1);
        assertThat(pipelines.codes(war))
                .containsOnlyKeys("SCORE_IDEMPOTENCY_MISMATCH")
                .containsValue(3L);

        pipelines.send(
                List.of(pipelines.derived(war, pipelines.codec.writeCutOff(UUID.randomUUID(), war, Instant.now()))));
        send(war, LATE);
        pipelines.settled(war, ROWS + 4 + LATE);

        var steps = stepsToTheOutcome(owner);

        assertThat(steps).isEqualTo(1 + ROWS / 100_000);
        assertThat(pipelines.codes(war)).containsEntry("SCORE_LATE", (long) LATE + steps);
        assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        assertThat(pipelines.audit(war).rows()).isEqualTo(ROWS + 1);
        assertThat(pipelines.settled(neighbour, NEIGHBOURS + steps).accepted()).isEqualTo(NEIGHBOURS + steps);
        assertThat(pipelines.audit(neighbour)).matches(LedgerAudits.Audit::sound);
    }

    private void send(WarId to, int kills) {
        pipelines.send(IntStream.range(0, kills)
                .mapToObj(_ -> pipelines.signed(PipelineFixture.kill(to, random)))
                .toList());
    }

    /// An event of the war with the id of one that is in the ledger, but with another content.
    private ScoreEvent again(int seq) {
        var kill = PipelineFixture.kill(war, random);
        return new ScoreEvent(
                LargeLedgers.event(war, seq),
                kill.war(),
                kill.battle(),
                kill.type(),
                kill.player(),
                kill.victim(),
                kill.players(),
                kill.basePoints(),
                kill.occurredAt());
    }

    /// Fires the war's timers until its outcome can be decided, each step in a transaction of its own. Before
    /// each, both wars are sent one event more; at the second another owner takes over.
    private int stepsToTheOutcome(Disposable owner) {
        var steps = 0;
        for (var due = catchUp(); due.isPresent(); due = catchUp()) {
            steps++;
            if (steps == 2) {
                owner.dispose();
                pipelines.owner();
            }
            send(war, 1);
            send(neighbour, 1);
            pipelines
                    .transactions
                    .inTransaction(pipelines.timers.fire(due.get(), Instant.now(), pipelines.reconciliation))
                    .block(PipelineFixture.PATIENCE);
            pipelines.settled(neighbour, NEIGHBOURS + steps);
            pipelines.settled(war, ROWS + 4 + LATE + steps);
        }
        assertThat(pending()).extracting(timer -> timer.kind().name()).contains("SETTLE_OUTCOME");
        return steps;
    }

    private Optional<Timer> catchUp() {
        return pending().stream()
                .filter(timer -> timer.kind().name().equals("CATCH_UP"))
                .findFirst();
    }

    private List<Timer> pending() {
        return pipelines.timers.pending().stream()
                .filter(timer -> timer.ownerId().equals(war.value()))
                .toList();
    }

    private WarId inAnotherPartition() {
        return Stream.generate(pipelines.world::newWar)
                .filter(each -> partitionOf(each) != partitionOf(war))
                .findFirst()
                .orElseThrow();
    }

    private static int partitionOf(WarId war) {
        return ScoreTopics.partitionOf(war.value().toString().getBytes(StandardCharsets.UTF_8));
    }
}
