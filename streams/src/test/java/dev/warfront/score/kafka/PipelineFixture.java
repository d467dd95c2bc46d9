package dev.warfront.score.kafka;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.backends.KafkaServer;
import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.Unavailable;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.kafka.KafkaCluster;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.kernel.kafka.Topics;
import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.score.CreditedPlayers;
import dev.warfront.score.FlushBatches;
import dev.warfront.score.Ledger;
import dev.warfront.score.LiveFrames;
import dev.warfront.score.LiveScores;
import dev.warfront.score.LogPositions;
import dev.warfront.score.PartitionStops;
import dev.warfront.score.ReconcileScores;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreSettings;
import dev.warfront.score.ScoreWorld;
import dev.warfront.score.TotalsFeed;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.json.ScoresOnTheWire;
import dev.warfront.score.postgres.LedgerAudits;
import dev.warfront.score.postgres.ScoresOnPostgres;
import dev.warfront.score.redis.ScoresOnRedis;
import dev.warfront.score.stream.CreditedReports;
import dev.warfront.score.stream.LocalScores;
import dev.warfront.timer.InMemoryTimers;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Settlements;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Owners of the log on the real servers, each a pipeline of its own, and a game server that writes to the log.
final class PipelineFixture {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final UUID SERVER = UUID.fromString("0a0a0a0a-0000-4000-8000-00000000000a");
    private static final Duration STOPS_EVERY = Duration.ofMillis(100);
    private static final int DEAD_LETTER_PARTITIONS = 12;
    private static final byte[] KEY = new byte[32];
    private static final byte[] PROGRAM_KEY = {1, 2, 3};
    private static final Deadline DEADLINE = new Deadline(Duration.ofSeconds(5));

    final ScoreWorld world = new ScoreWorld();
    final InMemoryTimers timers = new InMemoryTimers();
    final JsonMapper json = WireJson.jsonMapper();
    final Clock clock = Clock.systemUTC();
    final KafkaSettings kafka;
    final KafkaRecords records;
    final KafkaCluster cluster;
    /// What owners started from now on believe of it.
    LogPositions positions = ScoresOnPostgres.logPositions();

    final DatabaseClient database = TestDatabase.get().client();
    final List<WarScoreChange> frames = new CopyOnWriteArrayList<>();
    /// What owners started from now on check signatures with.
    SigningKeys keys = server -> SERVER.equals(server)
            ? Mono.just(KEY)
            : SigningKeys.PROGRAM.equals(server) ? Mono.just(PROGRAM_KEY) : Mono.empty();
    final Ledger ledger = ScoresOnPostgres.ledger(TestDatabase.get().connections());
    final PartitionStops stops = ScoresOnPostgres.stops(TestDatabase.get().connections());
    /// Of each owner, in the order of their start.
    final List<StoppedPartitions> stoppedPartitions = new CopyOnWriteArrayList<>();
    final Transactions transactions =
            ScoresOnPostgres.transactions(TestDatabase.get().connections());
    final ReconcileScores reconciliation =
            new ReconcileScores(ScoresOnPostgres.verifiedSums(), new Settlements(timers, clock), timers, clock);
    final ScoreEventCodec codec = ScoresOnTheWire.codec();
    /// Players reported as seen.
    final Set<PlayerId> seen = ConcurrentHashMap.newKeySet();
    final LiveScores live = ScoresOnRedis.liveScores(ledger);
    final KafkaScoreFeed feed;
    final LocalScores local = new LocalScores();
    final LiveFrames push = changes -> Mono.fromRunnable(() -> frames.addAll(changes));
    private final Topics topics;
    private final List<Disposable> owners = new ArrayList<>();

    PipelineFixture() {
        this(EmbeddedServers.shared().kafka());
    }

    PipelineFixture(KafkaServer broker) {
        kafka = new KafkaSettings(List.of(broker.bootstrapServers()), Map.of());
        records = new KafkaRecords(kafka);
        cluster = new KafkaCluster(kafka);
        feed = new KafkaScoreFeed(records, kafka, new FeedRecords(json, UUID::randomUUID, clock));
        topics = new Topics(
                List.of(
                        new ScoreTopics().scoreEventsTopic(),
                        new ScoreTopics().scoreTopic(),
                        TopicSpec.of(OutboxTopics.DEAD_LETTER, 12, Duration.ofDays(1))),
                kafka);
        makeTopics();
    }

    void makeTopics() {
        owners.add(topics.run().subscribe());
        topics.ready().block(PATIENCE);
    }

    /// Starts an owner; it goes on until it is disposed of.
    Disposable owner() {
        return owner(transactions, ledger, live, feed, push);
    }

    Disposable owner(
            Transactions ownTransactions,
            Ledger ledgerPort,
            LiveScores livePort,
            ScoreFeed feedPort,
            LiveFrames framesPort) {
        var credited = new CreditedPlayers((player, _) -> Mono.fromRunnable(() -> seen.add(player)));
        var metrics = new SimpleMeterRegistry();
        var stopped = new StoppedPartitions(stops, ledgerPort, metrics, clock, STOPS_EVERY);
        stoppedPartitions.add(stopped);
        var outputs = new PipelineOutputs(livePort, feedPort, local, framesPort, noTotals(), credited);
        var pipeline = pipeline(topics, flush(ownTransactions, ledgerPort), ledgerPort, outputs, stopped, metrics);
        var running = Flux.merge(pipeline.run(), stopped.run(), new CreditedReports(credited, metrics).run())
                .subscribe();
        owners.add(running);
        return running;
    }

    /// An owner whose topics nobody makes.
    ScorePipeline withoutTopics() {
        var credited = new CreditedPlayers((_, _) -> Mono.empty());
        var metrics = new SimpleMeterRegistry();
        return pipeline(
                new Topics(List.of(new ScoreTopics().scoreEventsTopic()), kafka),
                flush(transactions, ledger),
                ledger,
                new PipelineOutputs(live, feed, local, push, noTotals(), credited),
                new StoppedPartitions(stops, ledger, metrics, clock),
                metrics);
    }

    private ScorePipeline pipeline(
            Topics made,
            FlushBatches flush,
            Ledger ledgerPort,
            PipelineOutputs outputs,
            StoppedPartitions stopped,
            MeterRegistry metrics) {
        var settings = new ScoreSettings(
                5_000,
                Duration.ofMillis(200),
                Duration.ofMillis(2),
                Duration.ofMillis(200),
                1_000_000,
                2,
                1_000,
                100_000,
                100_000,
                null);
        var pipelineMetrics = new PipelineMetrics(metrics, clock);
        return new ScorePipeline(
                new LogConsumer(kafka, settings, new LogPlaces(cluster, positions), pipelineMetrics),
                made,
                ledgerPort,
                flush,
                new LogRecordReader(keys, codec, clock),
                outputs,
                settings,
                ScoreWorld.WINDOW,
                pipelineMetrics,
                stopped);
    }

    private FlushBatches flush(Transactions ownTransactions, Ledger ledgerPort) {
        return new FlushBatches(
                ownTransactions, ledgerPort, world, world.battles(), world, reconciliation, clock, DEADLINE);
    }

    private static TotalsFeed noTotals() {
        return changes -> Mono.empty();
    }

    void stop() {
        owners.forEach(Disposable::dispose);
        feed.destroy();
        records.destroy();
        cluster.destroy();
    }

    static ScoreEvent kill(WarId war, Random random) {
        var attacks = random.nextBoolean();
        var attacker = ScoreWorld.attacker(war, random.nextInt(ScoreWorld.PLAYERS));
        var defender = ScoreWorld.defender(war, random.nextInt(ScoreWorld.PLAYERS));
        return new ScoreEvent(
                new UUID(random.nextLong(), random.nextLong()),
                war,
                null,
                random.nextInt(4) == 0 ? "ASSIST" : "KILL",
                attacks ? attacker : defender,
                attacks ? defender : attacker,
                List.of(),
                null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    KafkaRecord signed(ScoreEvent event) {
        return signed(event.war().value().toString(), codec.write(event), SERVER, KEY);
    }

    /// A record of the program itself.
    KafkaRecord derived(WarId war, byte[] value) {
        return signed(war.value().toString(), value, SigningKeys.PROGRAM, PROGRAM_KEY);
    }

    KafkaRecord signed(String key, byte[] value) {
        return signed(key, value, SERVER, KEY);
    }

    static KafkaRecord signed(String key, byte[] value, UUID server, byte[] secret) {
        return KafkaRecord.of(ScoreLog.FEED, key, value, RecordSignature.headers(server, value, secret));
    }

    /// Appends until the log has all of them.
    void send(List<KafkaRecord> all) {
        var left = records.sendAll(all)
                .map(sent -> sent.stream()
                        .filter(each -> each.metadata() == null)
                        .map(Sent::record)
                        .toList())
                .block(PATIENCE);
        if (left != null && !left.isEmpty()) {
            send(left);
        }
    }

    /// Waits until the program has read so many events of the war.
    Stats settled(WarId war, long events) {
        return Mono.defer(() -> stats(war))
                // a connection that a test has killed is asked again by another
                .onErrorResume(PipelineFixture::lostConnection, _ -> Mono.empty())
                .filter(each -> each.accepted() + each.duplicates() + each.rejected() + each.afterFinal() >= events)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /// Waits until the log of the war is closed; its last row.
    long closed(WarId war) {
        return ScoresOnPostgres.scoreboard()
                .stats(war)
                .mapNotNull(Scoreboard.Stats::closedSeq)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static boolean lostConnection(Throwable failure) {
        return failure instanceof Unavailable || failure.getCause() instanceof Unavailable;
    }

    private Mono<Stats> stats(WarId war) {
        return ScoresOnPostgres.scoreboard()
                .stats(war)
                .map(each -> new Stats(
                        each.lastSeq(), each.accepted(), each.duplicates(), each.rejected(), each.afterFinal()));
    }

    /// The war's ledger, added up again.
    LedgerAudits.Audit audit(WarId war) {
        return ScoresOnPostgres.audits().audit(war).blockOptional(PATIENCE).orElseThrow();
    }

    /// How often the war's records were refused for which reason.
    Map<String, Long> codes(WarId war) {
        return database.sql(
                        "select code, count(*) as times from clan_war_score_review where war_id = :war group by code")
                .bind("war", war.value())
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("code", String.class)),
                        Objects.requireNonNull(row.get("times", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /// The payloads of `score.recorded` of a war from the beginning of the feed, until somebody has enough.
    void readFeed(WarId war, Predicate<JsonNode> wantsMore) {
        readAll(ScoreFeed.FEED, ScoreTopics.PARTITIONS, value -> {
            var event = json.readTree(value);
            return !event.get("event_type").asString().equals("score.recorded")
                    || !event.get("aggregate_id").asString().equals(war.value().toString())
                    || wantsMore.test(event.get("payload"));
        });
    }

    /// The dead letters from the beginning, until somebody has enough.
    void readDeadLetters(Predicate<byte[]> wantsMore) {
        readAll(OutboxTopics.DEAD_LETTER, DEAD_LETTER_PARTITIONS, wantsMore);
    }

    private void readAll(String topic, int count, Predicate<byte[]> wantsMore) {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(kafka.consumer("feed-reader"))) {
            var partitions = IntStream.range(0, count)
                    .mapToObj(each -> new TopicPartition(topic, each))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var deadline = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(deadline)) {
                for (var each : consumer.poll(Duration.ofMillis(100))) {
                    if (!wantsMore.test(each.value())) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("not enough on " + topic);
    }

    /// Cuts every connection but the one that does it.
    void killConnections() {
        database.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()")
                .then()
                .onErrorComplete()
                .block(PATIENCE);
    }

    /// The last row in the live view, 0 when there is none; given a moment to get there.
    long liveSeq(WarId war) {
        return Mono.delay(Duration.ofMillis(100))
                .then(Mono.defer(() -> live(war, "last_seq")))
                .blockOptional(PATIENCE)
                .orElse(0L);
    }

    long liveAttackerPoints(WarId war) {
        return live(war, "attacker:points").blockOptional(PATIENCE).orElseThrow();
    }

    private static Mono<Long> live(WarId war, String field) {
        return ScoresOnRedis.template()
                .<String, String>opsForHash()
                .get("war:{" + war.value() + "}:totals", field)
                .map(Long::parseLong);
    }

    long storedAttackerPoints(WarId war) {
        return ScoresOnPostgres.scoreboard()
                .score(war)
                .map(each -> each.attacker().points())
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    record Stats(long lastSeq, long accepted, long duplicates, long rejected, long afterFinal) {}
}
