package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Unavailable;
import dev.warfront.kernel.WarId;
import dev.warfront.score.Batch;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ScoreAdminEvent.RecordSkipped;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.http.ScorePartitionsOverHttp;
import dev.warfront.score.postgres.LedgerAudits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/// A partition with a record that cannot be stored: it stops alone, everybody can see it, and an
/// administrator lets it go on.
class StoppedPartitionTest {
    private static final int EVENTS = 200;

    private final PipelineFixture pipelines = new PipelineFixture();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final ScorePartitionsOverHttp http = new ScorePartitionsOverHttp(pipelines.stops, pipelines.transactions);
    private final String trigger = "poison_" + UUID.randomUUID().toString().replace('-', '_');

    @BeforeEach
    void sayTheSeed() {
        System.out.println("seed " + seed);
    }

    @AfterEach
    void stop() {
        pipelines.stop();
        http.close();
        execute("drop trigger if exists %s on clan_war_scores".formatted(trigger));
        execute("drop function if exists %s()".formatted(trigger));
    }

    private void execute(String sql) {
        pipelines.database.sql(sql).then().block(PipelineFixture.PATIENCE);
    }

    /// From now on the database refuses a row of that event.
    private void poison(ScoreEvent event) {
        execute("""
                create function %s() returns trigger language plpgsql as $$
                begin
                    raise exception 'this row is poison' using errcode = '22000';
                end $$""".formatted(trigger));
        execute("""
                create trigger %1$s before insert on clan_war_scores for each row
                when (new.event_id = '%2$s') execute function %1$s()""".formatted(trigger, event.eventId()));
    }

    private List<ScoreEvent> kills(WarId war) {
        return IntStream.range(0, EVENTS)
                .mapToObj(_ -> PipelineFixture.kill(war, random))
                .toList();
    }

    private void send(List<ScoreEvent> events) {
        pipelines.send(events.stream().map(pipelines::signed).toList());
    }

    private static int partitionOf(WarId war) {
        return ScoreTopics.partitionOf(war.value().toString().getBytes(StandardCharsets.UTF_8));
    }

    private WarId inOtherPartitionOfTheSameLoop(WarId war) {
        return Stream.generate(pipelines.world::newWar)
                .filter(other ->
                        partitionOf(other) != partitionOf(war) && (partitionOf(other) - partitionOf(war)) % 2 == 0)
                .findFirst()
                .orElseThrow();
    }

    private PartitionStop stopOf(int partition) {
        return pipelines
                .stops
                .all()
                .flatMapIterable(all -> all)
                .filter(each -> each.partition() == partition)
                .next()
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow();
    }

    @Test
    void givenARecordThatCannotBeStored_itsPartitionStopsAlone_isDown_andGoesOnWhenTheRecordIsSkipped() {
        var war = pipelines.world.newWar();
        var neighbour = inOtherPartitionOfTheSameLoop(war);
        var events = kills(war);
        var bad = events.get(random.nextInt(EVENTS));
        poison(bad);
        pipelines.owner();

        send(events);
        send(kills(neighbour));

        assertThat(pipelines.settled(neighbour, EVENTS).accepted()).isEqualTo(EVENTS);
        var stop = stopOf(partitionOf(war));
        assertThat(stop.reason()).isEqualTo(PartitionStop.Reason.REFUSED);
        assertThat(stop.war()).isEqualTo(war);
        assertThat(stop.record().value()).isEqualTo(pipelines.codec.write(bad));
        assertThat(pipelines.settled(war, events.indexOf(bad)).accepted()).isEqualTo(events.indexOf(bad));
        var health = pipelines.stoppedPartitions.getFirst().health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("partition " + partitionOf(war), "REFUSED");

        http.skip(stop.partition(), stop.offset()).expectStatus().isOk();

        assertThat(http.outbox().events(RecordSkipped.class))
                .extracting(RecordSkipped::offset)
                .containsExactly(stop.offset());
        assertThat(pipelines.settled(war, EVENTS - 1L).accepted()).isEqualTo(EVENTS - 1L);
        assertThat(pipelines.codes(war)).isEqualTo(Map.of("SCORE_SKIPPED", 1L));
        assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        assertThat(pipelines.stoppedPartitions.getFirst().health().getDetails())
                .doesNotContainKey("partition " + partitionOf(war));
        pipelines.readDeadLetters(letter -> !Arrays.equals(letter, pipelines.codec.write(bad)));
    }

    @Test
    void givenARecordThatWasSkipped_andIsSentAgain_itCounts() {
        var war = pipelines.world.newWar();
        var bad = PipelineFixture.kill(war, random);
        poison(bad);
        pipelines.owner();
        send(List.of(bad));
        var stop = stopOf(partitionOf(war));
        http.skip(stop.partition(), stop.offset()).expectStatus().isOk();
        execute("drop trigger %s on clan_war_scores".formatted(trigger));

        send(List.of(bad));

        assertThat(pipelines.settled(war, 1).accepted()).isEqualTo(1);
    }

    /// A ledger that takes nothing of one partition: it says that the database is away.
    private Ledger unavailableFor(int partition) {
        return (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                    var ofIt = method.getName().equals("moveOffsets")
                            && ((List<?>) arguments[0])
                                    .stream()
                                            .map(Batch.class::cast)
                                            .anyMatch(each -> each.state().partition() == partition);
                    return ofIt
                            ? Mono.error(new Unavailable("the database"))
                            : method.invoke(pipelines.ledger, arguments);
                });
    }

    /// The database answers for others all the while.
    @Test
    void givenAPartitionThatFailsAgainAndAgainForWhatUsuallyPasses_itStopsAlone() {
        var war = pipelines.world.newWar();
        var neighbour = inOtherPartitionOfTheSameLoop(war);
        var ledger = unavailableFor(partitionOf(war));
        pipelines.owner(pipelines.transactions, ledger, pipelines.live, pipelines.feed, pipelines.push);
        send(kills(war));

        var rounds = 0;
        while (!pipelines.stoppedPartitions.getFirst().isStopped(partitionOf(war))) {
            rounds++;
            send(kills(neighbour));
            assertThat(pipelines.settled(neighbour, (long) rounds * EVENTS).accepted())
                    .isEqualTo((long) rounds * EVENTS);
        }

        assertThat(stopOf(partitionOf(war)).reason()).isEqualTo(PartitionStop.Reason.FAILING);
    }

    @Test
    void givenAStop_itIsStored_shownAsMetric_andNoMoreOnceThePartitionGoesOn() {
        var metrics = new SimpleMeterRegistry();
        var stopped = new StoppedPartitions(pipelines.stops, pipelines.ledger, metrics, pipelines.clock);
        var ownership = new AssignedPartition(7);
        var gauge =
                metrics.get("war_score_partition_stopped").tag("partition", "7").gauge();
        assertThat(gauge.value()).isZero();

        stopped.add(
                ownership,
                new StoppedPartition(7, PartitionStop.Reason.LOG_TRUNCATED, Long.MAX_VALUE, "the log is shorter"),
                null,
                new RawRecord(null, null, Map.of()));

        assertThat(gauge.value()).isEqualTo(1);
        assertThat(stopped.health().getDetails()).isEqualTo(Map.of("partition 7", "LOG_TRUNCATED"));
        stopped.goesOn(7);
        assertThat(gauge.value()).isZero();
        assertThat(stopped.health().getStatus()).isEqualTo(Status.UP);
    }
}
