package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.TestTopics;
import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.score.FeedItem;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.score.json.ScoresOnTheWire;
import dev.warfront.war.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// A topic or a partition that is away holds up only what belongs there. On a broker that has no topic
/// but that of scores.
@Execution(ExecutionMode.CONCURRENT)
class FeedsApartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");
    private static final WarId WAR = new WarId(new UUID(1, 1));
    private static final BattleId BATTLE = new BattleId(new UUID(5, 1));
    private static final FeedRecords RECORDS =
            new FeedRecords(WireJson.jsonMapper(), UUID::randomUUID, Clock.systemUTC());

    private final EmbeddedServers servers = EmbeddedServers.temporary();
    private final KafkaSettings settings =
            new KafkaSettings(List.of(servers.kafka().bootstrapServers()), Map.of());
    private final KafkaRecords records = new KafkaRecords(settings);
    private final KafkaScoreFeed feed = new KafkaScoreFeed(records, settings, RECORDS);
    private final KafkaTotalsFeed totals = new KafkaTotalsFeed(settings, RECORDS);
    private final Admin admin = Admin.create(settings.admin());

    @BeforeEach
    void aTopic() {
        TestTopics.make(settings, TopicSpec.of(ScoreFeed.FEED, 1, Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        admin.close();
        totals.destroy();
        feed.destroy();
        records.destroy();
        servers.close();
    }

    @Test
    void givenNoTopicOfDeadLetters_onlyWhoHasSomeIsRefused_untilItIsThere() {
        var letter = feed.publish(List.of(refused(ScoreCode.SCORE_SKIPPED), refused(ScoreCode.SCORE_LATE)));
        var other = feed.publish(List.of(refused(ScoreCode.SCORE_LATE)));

        StepVerifier.create(Flux.merge(letter.onErrorResume(_ -> Mono.never()), other.thenReturn("published")))
                .expectNext("published")
                .thenCancel()
                .verify(PATIENCE);
        StepVerifier.create(letter).expectError().verify(PATIENCE);
        assertThat(inTheFeed().block(PATIENCE)).isEqualTo(1);

        TestTopics.make(settings, TopicSpec.of(OutboxTopics.DEAD_LETTER, 1, Duration.ofHours(1)));
        StepVerifier.create(letter.retry()).expectComplete().verify(PATIENCE);
        assertThat(inTheFeed().block(PATIENCE)).isEqualTo(2);
    }

    @Test
    void givenATopicThatIsAway_itsTotalsAreLost_andOthersGoOn() {
        var both = totals.publish(List.of(change(1, List.of(new BattlePoints(BATTLE, 30, 10)))));
        var next = totals.publish(List.of(change(2, List.of())));

        StepVerifier.create(totals.run()
                        .takeUntilOther(both.then(untilPublished(1)).then(next).then(untilPublished(2))))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAFeedWhoseProducerIsHeldUp_whatIsHandedInIsAnsweredMeanwhile() {
        TestTopics.make(settings, TopicSpec.of(ScoreLog.FEED, 1, Duration.ofHours(1)));
        var log = new KafkaScoreLog(settings, ScoresOnTheWire.codec(), new Deadline(PATIENCE));
        var nowhere = KafkaRecord.of("away", "key", new byte[1], Map.of());
        var heldUp = records.sendAll(List.of(nowhere)).then();
        var published = feed.publish(List.of(refused(ScoreCode.SCORE_LATE)));
        var handedIn = log.append(UUID.randomUUID(), new byte[32], List.of(PipelineFixture.kill(WAR, new Random(1))));

        StepVerifier.create(Flux.merge(
                        heldUp.thenReturn("sent"),
                        published.thenReturn("sent"),
                        handedIn.map(places -> "at " + places.getFirst().offset())))
                .expectNext("at 0")
                .then(() -> TestTopics.make(settings, TopicSpec.of("away", 1, Duration.ofHours(1))))
                .expectNext("sent", "sent")
                .expectComplete()
                .verify(PATIENCE);

        assertThat(inTheFeed().block(PATIENCE)).isEqualTo(1);
        log.destroy();
    }

    private Mono<Long> untilPublished(long records) {
        return inTheFeed()
                .filter(each -> each == records)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)));
    }

    private static FeedItem refused(ScoreCode code) {
        return new FeedItem.Refused(new ReviewRow(
                0, 7, 0, WAR, true, null, code, null, null, null, true, null, null, AT, AT, 0, RawRecord.NONE));
    }

    private static WarScoreChange change(long seq, List<BattlePoints> battles) {
        var tallies = Map.of(Side.ATTACKER, new Tally(30, 3, 1, 0, 0), Side.DEFENDER, new Tally(10, 1, 3, 0, 0));
        return new WarScoreChange(WAR, 1, seq, seq - 1, tallies, List.of(), battles, AT);
    }

    /// Records.
    private Mono<Long> inTheFeed() {
        var partition = new TopicPartition(ScoreFeed.FEED, 0);
        return Mono.fromCompletionStage(() -> admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .toCompletionStage())
                .map(ListOffsetsResultInfo::offset);
    }
}
