package dev.warfront.backends;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import reactor.test.StepVerifier;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("folders of servers") // its own tests run one after the other
class EmbeddedServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// How long servers may live on after the program that used them.
    private static final Duration END = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void postgresIsAnEighteen() {
        var version = TestDatabase.get()
                .client()
                .sql("select version()")
                .map(row -> Optional.ofNullable(row.get(0, String.class)).orElseThrow())
                .one();

        StepVerifier.create(version)
                .assertNext(text -> assertThat(text).startsWith("PostgreSQL 18."))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void redisAnswersPing_andForgetsOnFlush() {
        try (var servers = EmbeddedServers.temporary()) {
            var redis = servers.redis();

            withRedis(redis, commands -> {
                assertThat(commands.ping()).isEqualTo("PONG");
                commands.set("flushed", "soon");
                redis.flush();
                assertThat(commands.get("flushed")).isNull();
            });
        }
    }

    @Test
    void kafkaKeepsRecordsOverARestartOnTheSamePort() throws Exception {
        try (var servers = EmbeddedServers.temporary()) {
            var kafka = servers.kafka();
            var topic = "restart";
            produce(kafka, topic, "one");
            var port = kafka.port();

            kafka.stop();
            assertThat(kafka.isRunning()).isFalse();
            kafka.start();

            assertThat(kafka.port()).isEqualTo(port);
            assertThat(consume(kafka, topic)).containsExactly("one");
        }
    }

    @Test
    void aKeptFolder_goesOnWhereItStopped_andIsUsedByOneRunAtATime() throws Exception {
        var topic = "kept";
        try (var servers = EmbeddedServers.kept(folder)) {
            servers.lease(true, true, true).close();
            sql(servers.postgres(), "create table kept as select 1 as one");
            withRedis(servers.redis(), commands -> commands.set("kept", "yes"));
            produce(servers.kafka(), topic, "kept");
            assertThatThrownBy(() -> EmbeddedServers.kept(folder)).hasMessageContaining("Another run");
        }

        try (var servers = EmbeddedServers.kept(folder)) {
            sql(servers.postgres(), "select one from kept");
            withRedis(
                    servers.redis(),
                    commands -> assertThat(commands.get("kept")).isEqualTo("yes"));
            assertThat(consume(servers.kafka(), topic)).containsExactly("kept");
        }
    }

    @Test
    void aFolderInUse_isNotTakenByAnotherProgram_alsoAfterItsOwnTriedAgain() throws Exception {
        try (var servers = EmbeddedServers.kept(folder)) {
            assertThat(servers.redis().folder()).isEqualTo(folder);
            assertThatThrownBy(() -> EmbeddedServers.kept(folder)).hasMessageContaining("Another run");

            var other = beginKilledRun();

            assertThat(other.inputReader(UTF_8).readLine())
                    .as("ended, not ready")
                    .isNull();
            assertThat(other.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void aTemporaryFolder_isDeletedAtTheEnd() {
        Path path;
        try (var servers = EmbeddedServers.temporary()) {
            path = servers.redis().folder();
            assertThat(path).isDirectory();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void afterAKill_theServersEnd_andTheNextRunStartsOnTheSameData() throws Exception {
        var killed = startKilledRun();
        var servers = serversOf(killed);

        kill(killed);

        assertEnd(servers);
        try (var next = EmbeddedServers.kept(folder)) {
            next.lease(true, true, true).close();
            sql(next.postgres(), "select answer from survivor");
            produce(next.kafka(), "after-kill", "alive");
        }
    }

    @Test
    void afterAKill_ofARunWhoseFolderIsGone_theServersEnd() throws Exception {
        var killed = startKilledRun();
        var servers = serversOf(killed);

        Folders.delete(folder);
        kill(killed);

        assertEnd(servers);
    }

    @Test
    void ofAServerWhoseGuardianWasKilled_theNextRunTakesCare() throws Exception {
        var killed = startKilledRun();
        var servers = serversOf(killed);

        var guardians = servers.stream().filter(EmbeddedServersTest::isGuardian).toList();
        assertThat(guardians).as("a shell and its watch for each server").hasSize(4);
        guardians.forEach(ProcessHandle::destroyForcibly);
        kill(killed);

        try (var next = EmbeddedServers.kept(folder)) {
            next.lease(true, true, true).close();
            sql(next.postgres(), "select answer from survivor");
            assertEnd(servers);
        }
    }

    @Test
    void aServerThatEndsByItself_isNoLongerRunning_andCanBeStartedAgain() throws Exception {
        try (var servers = EmbeddedServers.kept(folder)) {
            var redis = servers.redis();
            var process = ProcessHandle.of(pid("redis")).orElseThrow();

            process.destroyForcibly();

            process.onExit().get(PATIENCE.toSeconds(), SECONDS);
            await(() -> !redis.isRunning());
            redis.start();
            withRedis(redis, commands -> assertThat(commands.ping()).isEqualTo("PONG"));
        }
    }

    private static void kill(Process run) throws InterruptedException {
        run.destroyForcibly();
        assertThat(run.waitFor(20, SECONDS)).isTrue();
    }

    /// All processes that a run has begun: guardians, servers, and what those began.
    private List<ProcessHandle> serversOf(Process run) throws IOException {
        var all = run.descendants().toList();
        assertThat(all).extracting(ProcessHandle::pid).contains(pid("postgres"), pid("redis"));
        return all;
    }

    private static void assertEnd(List<ProcessHandle> processes) {
        await(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static boolean isGuardian(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains("guardian");
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + END.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within %s", END).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private Process startKilledRun() throws IOException {
        var run = beginKilledRun();
        var output = run.inputReader(UTF_8);
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            assertThat(line).as("the run ended before it was ready").isNotNull();
        }
        return run;
    }

    private Process beginKilledRun() throws IOException {
        var java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        return new ProcessBuilder(
                        java, "-XX:TieredStopAtLevel=1", "-cp", classPath, KilledRun.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private long pid(String server) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve(server + ".pid")).strip());
    }

    private static void sql(PostgresServer postgres, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), PostgresServer.USER, "");
                var executing = connection.createStatement()) {
            executing.execute(statement);
        }
    }

    private interface RedisUse {
        void with(RedisCommands<String, String> commands);
    }

    private static void withRedis(RedisServer redis, RedisUse use) {
        try (var client = RedisClient.create("redis://" + BackendServer.HOST + ":" + redis.port());
                var connection = client.connect()) {
            use.with(connection.sync());
        }
    }

    private static void produce(KafkaServer kafka, String topic, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, SECONDS);
            producer.send(new ProducerRecord<>(topic, value)).get(20, SECONDS);
        }
    }

    private static List<String> consume(KafkaServer kafka, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                var records = consumer.poll(Duration.ofMillis(200));
                if (!records.isEmpty()) {
                    return records.records(new TopicPartition(topic, 0)).stream()
                            .map(ConsumerRecord::value)
                            .toList();
                }
            }
            return List.of();
        }
    }
}
