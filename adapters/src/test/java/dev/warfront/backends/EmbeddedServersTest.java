package dev.warfront.backends;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import reactor.test.StepVerifier;

@Timeout(120)
class EmbeddedServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
        var redis = EmbeddedServers.shared().redis();

        withRedis(redis, commands -> {
            assertThat(commands.ping()).isEqualTo("PONG");
            commands.set("flushed", "soon");
            redis.flush();
            assertThat(commands.get("flushed")).isNull();
        });
    }

    @Test
    void kafkaKeepsRecordsOverARestartOnTheSamePort() throws Exception {
        var kafka = EmbeddedServers.shared().kafka();
        var topic = "restart-" + UUID.randomUUID();
        produce(kafka, topic, "one");
        var port = kafka.port();

        kafka.stop();
        assertThat(kafka.isRunning()).isFalse();
        kafka.start();

        assertThat(kafka.port()).isEqualTo(port);
        assertThat(consume(kafka, topic)).containsExactly("one");
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
    void aTemporaryFolder_isDeletedAtTheEnd() {
        Path path;
        try (var servers = EmbeddedServers.temporary()) {
            path = servers.redis().folder();
            assertThat(path).isDirectory();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void afterAKill_theNextRunStopsTheOrphans_andStartsOnTheSameData() throws Exception {
        var killed = startKilledRun();
        var orphans = List.of(pid("postgres"), pid("redis"));
        killed.destroyForcibly();
        assertThat(killed.waitFor(20, SECONDS)).isTrue();
        assertThat(orphans).allMatch(ProcessHandle::isAlive);

        try (var servers = EmbeddedServers.kept(folder)) {
            servers.lease(true, true, true).close();
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            sql(servers.postgres(), "select answer from survivor");
            produce(servers.kafka(), "after-kill", "alive");
        }
    }

    private Process startKilledRun() throws IOException {
        var java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        var run = new ProcessBuilder(java, "-cp", classPath, KilledRun.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(new InputStreamReader(run.getInputStream(), UTF_8));
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            assertThat(line).as("the run ended before it was ready").isNotNull();
        }
        return run;
    }

    private ProcessHandle pid(String server) throws IOException {
        var pid = Files.readString(folder.resolve(server + ".pid"));
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
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
