package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.warfront.backends.EmbeddedServers;
import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.PartitionStop.Reason;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.postgres.LedgerAudits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// A log that is not what was read of it any more: noticed, never skipped.
class LostLogTest {
    private static final int EVENTS = 20;
    private static final Path PAGE = Path.of("..", "docs", "rules", "score.md");
    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(StoppedPartitions.class);

    private final EmbeddedServers others = EmbeddedServers.temporary();
    /// Drawn: partitions are shared, and events are to be repeats of nobody's.
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Map<Integer, Reason> stopped = new ConcurrentHashMap<>();
    private final Stops stops = new Stops();
    private PipelineFixture pipelines = new PipelineFixture();

    @BeforeEach
    void hear() {
        stops.start();
        LOG.addAppender(stops);
    }

    /// What the other tests of this JVM read is as it was.
    @AfterEach
    void stop() {
        LOG.detachAppender(stops);
        pipelines.stop();
        others.close();
    }

    @Test
    void givenRecordsDeletedBeforeTheyWereRead_itsPartitionStops_othersGoOn_andItFollowsWhenTheyAreSkipped() {
        var lost = pipelines.world.newWar();
        var other = inAnotherPartition(lost);
        var owner = pipelines.owner();
        send(lost);
        pipelines.settled(lost, EVENTS);
        owner.dispose();
        send(lost);
        deleteUpTo(lost, endOf(lost));

        pipelines.owner();
        send(lost);
        send(other);

        assertThat(pipelines.settled(other, EVENTS).accepted())
                .as("seed %d", seed)
                .isEqualTo(EVENTS);
        awaitStop(lost, Reason.LOG_OUTRUN);
        assertThat(stopped).containsOnlyKeys(partitionOf(lost));
        assertThat(pipelines.settled(lost, EVENTS).accepted())
                .as("seed %d", seed)
                .isEqualTo(EVENTS);
        pipelines.transactions.inTransaction(pipelines.stops.skip(stopOf(lost))).block(PipelineFixture.PATIENCE);
        assertThat(pipelines.settled(lost, 2 * EVENTS).accepted())
                .as("seed %d", seed)
                .isEqualTo(2 * EVENTS);
        assertThat(pipelines.audit(lost)).matches(LedgerAudits.Audit::sound);
    }

    @Test
    void givenALogThatEndsBeforeWhatWasRead_itsPartitionStops_andGoesOnWhenAnAdministratorSaysWhere() {
        var lost = pipelines.world.newWar();
        var owner = pipelines.owner();
        send(lost);
        pipelines.settled(lost, EVENTS);
        owner.dispose();
        var end = endOf(lost);
        goOnAt(partitionOf(lost), end + 1);

        var second = pipelines.owner();
        awaitStop(lost, Reason.LOG_TRUNCATED);
        second.dispose();
        goOn(lost);
        send(lost);
        pipelines.owner();

        assertThat(pipelines.settled(lost, 2 * EVENTS).accepted())
                .as("seed %d", seed)
                .isEqualTo(2 * EVENTS);
        assertThat(pipelines.audit(lost)).matches(LedgerAudits.Audit::sound);
    }

    @Test
    void givenALogMadeAnewUnderItsReader_allItsPartitionsStop_andOneGoesOnBehindEveryStoredPlace()
            throws InterruptedException, ExecutionException {
        var offsets = storedOffsets();
        execute("delete from score_partitions where topic = '" + ScoreLog.FEED + "'");
        try {
            pipelines.stop();
            pipelines = new PipelineFixture(others.kafka());
            var war = pipelines.world.newWar();
            var owner = pipelines.owner();
            send(war);
            refuse(war);
            pipelines.settled(war, 2 * EVENTS);

            try (var admin = Admin.create(pipelines.kafka.admin())) {
                admin.deleteTopics(List.of(ScoreLog.FEED)).all().get();
            }
            pipelines.makeTopics();
            send(war);
            send(war);

            awaitStop(war, Reason.LOG_RECREATED);
            assertThat(stopped).hasSize(ScoreTopics.PARTITIONS);
            owner.dispose();
            goOn(war);
            send(war);
            refuse(war);
            pipelines.owner();
            var settled = pipelines.settled(war, 4 * EVENTS);
            assertThat(settled.accepted()).isGreaterThanOrEqualTo(2 * EVENTS);
            assertThat(settled.rejected()).isGreaterThanOrEqualTo(2 * EVENTS);
            assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        } finally {
            pipelines.stop();
            execute("delete from score_partitions where topic = '" + ScoreLog.FEED + "'");
            offsets.forEach(LostLogTest::execute);
            forgetPlacesAhead("clan_war_score_review");
            forgetPlacesAhead("clan_war_scores");
        }
    }

    /// The log of the other tests will come to these places too.
    private static void forgetPlacesAhead(String table) {
        execute("delete from " + table + " r using score_partitions p where p.topic = '" + ScoreLog.FEED
                + "' and r.log_partition = p.partition and r.log_offset >= p.next_offset");
    }

    private PartitionStop stopOf(WarId war) {
        return Mono.defer(() -> pipelines.transactions.inTransaction(pipelines.stops.lock(partitionOf(war))))
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow();
    }

    private void awaitStop(WarId war, Reason reason) {
        Mono.fromSupplier(() -> stopped.get(partitionOf(war)))
                .filter(reason::equals)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(PipelineFixture.PATIENCE);
    }

    private void send(WarId war) {
        pipelines.send(IntStream.range(0, EVENTS)
                .mapToObj(_ -> pipelines.signed(PipelineFixture.kill(war, random)))
                .toList());
    }

    /// Events that are refused each.
    private void refuse(WarId war) {
        pipelines.send(IntStream.range(0, EVENTS)
                .mapToObj(_ -> pipelines.signed(war.value().toString(), new byte[] {1}))
                .toList());
    }

    private WarId inAnotherPartition(WarId war) {
        return Stream.generate(pipelines.world::newWar)
                .filter(other -> partitionOf(other) != partitionOf(war))
                .findFirst()
                .orElseThrow();
    }

    private static int partitionOf(WarId war) {
        return ScoreTopics.partitionOf(war.value().toString().getBytes(StandardCharsets.UTF_8));
    }

    private long endOf(WarId war) {
        return pipelines
                .cluster
                .ranges(ScoreLog.FEED, List.of(partitionOf(war)))
                .map(ranges ->
                        Objects.requireNonNull(ranges.get(partitionOf(war))).end())
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow();
    }

    private void deleteUpTo(WarId war, long offset) {
        try (var admin = Admin.create(pipelines.kafka.admin())) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(ScoreLog.FEED, partitionOf(war)), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /// As docs/rules/score.md says.
    private void goOn(WarId war) {
        var partition = partitionOf(war);
        var offset = pipelines
                .database
                .sql(ofThePage("select greatest"))
                .bind("partition", partition)
                .mapValue(Long.class)
                .one()
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow();
        pipelines.send(LongStream.range(endOf(war), offset)
                .mapToObj(_ -> new KafkaRecord(ScoreLog.FEED, partition, "", new byte[0], Map.of()))
                .toList());
        pipelines
                .database
                .sql(ofThePage("update score_partitions"))
                .bind("partition", partition)
                .bind("offset", offset)
                .then()
                .block(PipelineFixture.PATIENCE);
    }

    private static String ofThePage(String begin) {
        try {
            return SQL.matcher(Files.readString(PAGE))
                    .results()
                    .map(each -> each.group(1))
                    .filter(sql -> sql.startsWith(begin))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void goOnAt(int partition, long offset) {
        execute("update score_partitions set next_offset = " + offset + ", published_offset = " + offset
                + " where topic = '" + ScoreLog.FEED + "' and partition = " + partition);
    }

    /// As statements that store them again.
    private List<String> storedOffsets() {
        return pipelines
                .database
                .sql("select format('insert into score_partitions select (%L::score_partitions).*', p) as row"
                        + " from score_partitions p where topic = '" + ScoreLog.FEED + "'")
                .map(row -> row.get("row", String.class))
                .all()
                .collectList()
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow();
    }

    private static void execute(String sql) {
        TestDatabase.get().client().sql(sql).then().block(PipelineFixture.PATIENCE);
    }

    /// Hears which partitions stop, and why.
    private final class Stops extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getMessage().startsWith("partition {} stops before")) {
                stopped.put((Integer) event.getArgumentArray()[0], (Reason) event.getArgumentArray()[2]);
            }
        }
    }
}
