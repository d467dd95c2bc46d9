package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.EventVerdict;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.postgres.LedgerAudits;
import dev.warfront.score.postgres.ScoresOnPostgres;
import dev.warfront.score.redis.ScoresOnRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@ResourceLock("shared broker") // which it restarts
class ScorePipelineTest {
    private PipelineFixture pipelines = new PipelineFixture();
    /// Each test draws its own: events of two tests in one partition must not have the same ids.
    private final long seed = new Random().nextLong();

    private final Random random = new Random(seed);

    @BeforeEach
    void sayTheSeed() {
        System.out.println("seed " + seed);
    }

    @AfterEach
    void stop() {
        pipelines.stop();
    }

    private List<ScoreEvent> events(WarId war, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> PipelineFixture.kill(war, random))
                .toList();
    }

    private List<KafkaRecord> signed(List<ScoreEvent> events) {
        return events.stream().map(pipelines::signed).toList();
    }

    private static ScoreEvent worth(long points, ScoreEvent event) {
        return new ScoreEvent(
                event.eventId(),
                event.war(),
                event.battle(),
                event.type(),
                event.player(),
                event.victim(),
                event.players(),
                points,
                event.occurredAt());
    }

    /// All events, one in four twice, in any order.
    private List<KafkaRecord> withRepeats(List<ScoreEvent> events) {
        var all = new ArrayList<>(signed(events));
        events.stream()
                .filter(_ -> random.nextInt(4) == 0)
                .map(pipelines::signed)
                .forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    @Test
    void givenWarsInAllPartitions_everyEventIsCountedOnce() {
        pipelines.owner();
        var wars = Stream.generate(pipelines.world::newWar).limit(48).toList();
        var sent = new ArrayList<KafkaRecord>();
        wars.forEach(war -> sent.addAll(withRepeats(events(war, 100))));

        pipelines.send(sent);

        for (var war : wars) {
            var expected = sent.stream()
                    .filter(each -> each.key().equals(war.value().toString()))
                    .count();
            var stats = pipelines.settled(war, expected);
            assertThat(stats.accepted()).isEqualTo(100);
            assertThat(stats.duplicates()).isEqualTo(expected - 100);
            assertThat(stats.rejected()).isZero();
            assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        }
        assertThat(pipelines.frames).isNotEmpty();
    }

    @Test
    void givenWhateverLiesInTheLog_thePipelineGoesOnAndSaysWhy() {
        pipelines.owner();
        var war = pipelines.world.newWar();
        var other = pipelines.world.newWar();
        var key = war.value().toString();
        var good = pipelines.signed(PipelineFixture.kill(war, random));
        var forged = PipelineFixture.kill(war, random);
        var forgedValue = pipelines.codec.write(forged);
        var foreign = pipelines.codec.write(PipelineFixture.kill(other, random));
        var negative = worth(-10, PipelineFixture.kill(war, random));
        var claimed = UUID.randomUUID();
        var garbage = new byte[2_000];
        random.nextBytes(garbage);
        pipelines.send(List.of(
                pipelines.signed(key, garbage),
                pipelines.signed(key, new byte[0]),
                pipelines.signed(key, "null".getBytes(StandardCharsets.UTF_8)),
                pipelines.signed(key, "[1]".getBytes(StandardCharsets.UTF_8)),
                pipelines.signed(key, "{\"event_id\":7}".getBytes(StandardCharsets.UTF_8)),
                pipelines.signed(key, "[".repeat(60_000).getBytes(StandardCharsets.UTF_8)),
                KafkaRecord.of(
                        ScoreLog.FEED,
                        key,
                        forgedValue,
                        RecordSignature.headers(PipelineFixture.SERVER, forgedValue, new byte[] {9})),
                KafkaRecord.of(ScoreLog.FEED, key, forgedValue, Map.of()),
                KafkaRecord.of(
                        ScoreLog.FEED, key, forgedValue, RecordSignature.headers(claimed, forgedValue, new byte[] {9})),
                pipelines.signed(key, foreign),
                pipelines.signed(negative),
                pipelines.signed("not a key", forgedValue),
                new KafkaRecord(
                        ScoreLog.FEED,
                        (ScoreTopics.partitionOf(key.getBytes(StandardCharsets.UTF_8)) + 1) % ScoreTopics.PARTITIONS,
                        key,
                        forgedValue,
                        RecordSignature.headers(PipelineFixture.SERVER, forgedValue, new byte[32])),
                good));

        var stats = pipelines.settled(war, 9);

        assertThat(stats.accepted()).isEqualTo(1);
        assertThat(stats.rejected())
                .as("without the three that nobody known has signed")
                .isEqualTo(8);
        assertThat(pipelines.codes(war))
                .containsEntry("SCORE_MALFORMED", 6L)
                .containsEntry("SCORE_SIGNATURE_INVALID", 3L)
                .containsEntry("SCORE_OUT_OF_RANGE", 1L);
        assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        assertThat(namedFor(claimed)).singleElement().satisfies(each -> {
            assertThat(each.code()).isEqualTo(ScoreCode.SCORE_SIGNATURE_INVALID);
            assertThat(each.eventId()).isEqualTo(forged.eventId());
            assertThat(each.signed()).isFalse();
        });
    }

    private static List<EventVerdict.Refused> namedFor(UUID server) {
        return ScoresOnPostgres.verdicts()
                .uncounted(server, new PageRequest(10, null))
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow()
                .items();
    }

    @Test
    void givenASecondOwner_nothingIsLostAndNothingCountedTwice() {
        var first = pipelines.owner();
        var wars = Stream.generate(pipelines.world::newWar).limit(12).toList();
        var before = wars.stream()
                .flatMap(war -> withRepeats(events(war, 300)).stream())
                .toList();
        pipelines.send(before);
        pipelines.owner();
        var during = wars.stream()
                .flatMap(war -> withRepeats(events(war, 300)).stream())
                .toList();
        pipelines.send(during);
        first.dispose();
        var after = wars.stream()
                .flatMap(war -> withRepeats(events(war, 300)).stream())
                .toList();
        pipelines.send(after);

        for (var war : wars) {
            var sent = Stream.of(before, during, after)
                    .flatMap(List::stream)
                    .filter(each -> each.key().equals(war.value().toString()))
                    .count();
            var stats = pipelines.settled(war, sent);
            assertThat(stats.accepted()).as("seed %d", seed).isEqualTo(900);
            assertThat(stats.accepted() + stats.duplicates()).isEqualTo(sent);
            assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        }
    }

    @Test
    void givenABrokerThatRestarts_thePipelineGoesOn() {
        pipelines.owner();
        var war = pipelines.world.newWar();
        pipelines.send(signed(events(war, 500)));
        pipelines.settled(war, 500);

        EmbeddedServers.shared().kafka().stop();
        EmbeddedServers.shared().kafka().start();
        pipelines.send(signed(events(war, 500)));

        var stats = pipelines.settled(war, 1_000);
        assertThat(stats.accepted()).isEqualTo(1_000);
        assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
    }

    @Test
    void givenConnectionsKilledUnderLoad_everyEventIsCountedOnce() {
        pipelines.owner();
        var war = pipelines.world.newWar();
        var sent = 0;
        for (var round = 0; round < 8; round++) {
            var records = withRepeats(events(war, 1_500));
            sent += records.size();
            pipelines.send(records);
            pipelines.killConnections();
        }

        var stats = pipelines.settled(war, sent);
        assertThat(stats.accepted()).as("seed %d", seed).isEqualTo(8 * 1_500);
        assertThat(stats.duplicates()).isEqualTo(sent - 8 * 1_500);
        assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
    }

    @Test
    void givenAFlushedRedis_theLiveViewIsWholeAgainWithTheNextChange() {
        pipelines.owner();
        var war = pipelines.world.newWar();
        pipelines.send(signed(events(war, 200)));
        pipelines.settled(war, 200);
        ScoresOnRedis.template()
                .execute(connection -> connection.serverCommands().flushAll())
                .blockLast(PipelineFixture.PATIENCE);

        ScoresOnRedis.watch(war, PipelineFixture.PATIENCE);

        // a view that could not be written in time is healed by a later change
        for (var sent = 201; sent < 300 && pipelines.liveSeq(war) < sent - 1; sent++) {
            pipelines.send(signed(events(war, 1)));
            pipelines.settled(war, sent);
        }
        assertThat(pipelines.liveAttackerPoints(war)).isEqualTo(pipelines.storedAttackerPoints(war));
    }

    @Test
    void givenNobodyWhoReadsTheLiveCounters_theyAreNotWritten() {
        pipelines.owner();
        var watched = pipelines.world.newWar();
        var unwatched = pipelines.world.newWar();
        ScoresOnRedis.watch(watched, PipelineFixture.PATIENCE);
        for (var sent = 1; sent < 100 && pipelines.liveSeq(watched) == 0; sent++) {
            pipelines.send(signed(events(unwatched, 1)));
            pipelines.send(signed(events(watched, 1)));
            pipelines.settled(unwatched, sent);
            pipelines.settled(watched, sent);
        }

        assertThat(pipelines.liveSeq(watched)).isPositive();
        assertThat(pipelines.liveSeq(unwatched)).isZero();
    }

    @Test
    void givenTheCutOffMarker_theWarIsClosedAndLaterEventsAreLate() {
        pipelines.owner();
        var war = pipelines.world.newWar();
        pipelines.send(signed(events(war, 10)));
        pipelines.send(
                List.of(pipelines.derived(war, pipelines.codec.writeCutOff(UUID.randomUUID(), war, Instant.now()))));
        pipelines.send(signed(events(war, 5)));

        var stats = pipelines.settled(war, 15);

        assertThat(stats.accepted()).isEqualTo(10);
        assertThat(pipelines.codes(war)).containsEntry("SCORE_LATE", 5L);
        assertThat(pipelines.timers.pending()).anyMatch(each -> each.ownerId().equals(war.value()));
    }

    @Test
    void givenScoredEvents_thoseCreditedAreSeen_othersAreNot() {
        pipelines.owner();
        var war = pipelines.world.newWar();
        var events = events(war, 40);
        pipelines.send(signed(events));
        pipelines.settled(war, 40);

        var killers = events.stream().map(ScoreEvent::player).collect(Collectors.toSet());
        Mono.fromSupplier(() -> pipelines.seen.size())
                .filter(seen -> seen >= killers.size())
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(PipelineFixture.PATIENCE);
        assertThat(pipelines.seen).isEqualTo(killers);
    }

    @Test
    void givenFramesThatNobodyTakes_whoWatchesOnThisNodeGetsEveryCommitAllTheSame() {
        pipelines.owner(pipelines.transactions, pipelines.ledger, pipelines.live, pipelines.feed, _ -> Mono.never());
        var war = pipelines.world.newWar();
        var seen = new ConcurrentLinkedQueue<WarScoreChange>();
        var watching = pipelines.local.ofWar(war).subscribe(seen::add);
        for (var sent = 1; sent <= 20; sent++) {
            pipelines.send(signed(events(war, 1)));
            pipelines.settled(war, sent);
        }
        Mono.fromSupplier(seen::size)
                .filter(size -> size >= 20)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(PipelineFixture.PATIENCE);
        watching.dispose();

        assertThat(seen)
                .extracting(WarScoreChange::lastSeq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(seen).allMatch(each -> each.prevSeq() == each.lastSeq() - 1);
    }

    @Test
    void givenAPipelineThatIsToFinishBeforeThereAreTopics_itEnds() {
        var pipeline = pipelines.withoutTopics();

        StepVerifier.create(pipeline.run())
                .then(() -> pipeline.finish().subscribe())
                .expectComplete()
                .verify(PipelineFixture.PATIENCE);
    }
}
