package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.wire.ScoreEvent;
import dev.warfront.bench.wire.ServerKey;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/// A game server that appends events to one partition while another is attacked. Each must be decided in time; of a war
/// that nobody fights, so the decision is a row for review.
final class GoodServer implements AutoCloseable {

    /// In which an event is decided, whatever others append, on a machine that has much else to do.
    private static final Duration IN_TIME = Duration.ofSeconds(30);

    private static final Duration END = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int PARTITIONS = 24;

    private final ServerKey key;

    private final UUID war;

    private final StoredState stored;

    private final KafkaProducer<byte[], byte[]> producer;

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private final AtomicInteger rounds = new AtomicInteger();

    private final Thread thread = new Thread(this::append, "good-server");

    private volatile boolean over;

    private GoodServer(Attacked attacked, int partition) {
        key = attacked.credentials().key();
        war = warsOf(partition).findFirst().orElseThrow();
        stored = StoredState.open(attacked.servers());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", attacked.servers().kafka().bootstrapServers(), "max.block.ms", 10_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /// Appends until it is closed.
    static GoodServer appending(Attacked attacked, int partition) {
        var server = new GoodServer(attacked, partition);
        server.thread.setDaemon(true);
        server.thread.start();
        return server;
    }

    /// One event into a partition, which has to be decided within a bound.
    static void assertDecided(Attacked attacked, int partition, Duration bound) {
        try (var server = new GoodServer(attacked, partition)) {
            var event = server.send();
            Await.until(bound, "an event of partition " + partition, () -> server.decided(event), done -> done);
        }
    }

    /// Ids of wars that there are not, whose records lie in that partition; without end.
    static Stream<UUID> warsOf(int partition) {
        return Stream.generate(UUID::randomUUID).filter(liesIn(partition));
    }

    private static Predicate<UUID> liesIn(int partition) {
        return war -> Utils.toPositive(Utils.murmur2(war.toString().getBytes(UTF_8))) % PARTITIONS == partition;
    }

    /// Waits for one more round: what comes last in an attack may do the harm.
    void assertServed() {
        var sofar = rounds.get();
        Await.until(END, "a good server's round", rounds::get, done -> done > sofar + 1 || !complaints.isEmpty());
        assertThat(complaints).as("after %d rounds", rounds.get()).isEmpty();
    }

    private void append() {
        while (!over) {
            var begun = System.nanoTime();
            try {
                var event = send();
                Await.until(END, "a good server's event", () -> over || decided(event), done -> done);
            } catch (RuntimeException | AssertionError e) {
                complaints.add(e.toString());
            }
            var took = Duration.ofNanos(System.nanoTime() - begun);
            if (took.compareTo(IN_TIME) > 0) {
                complaints.add("an event took " + took);
            }
            rounds.incrementAndGet();
            Await.pass(PAUSE);
        }
    }

    private UUID send() {
        var event = new ScoreEvent(
                UUID.randomUUID(),
                war,
                null,
                ScoreEvent.KILL,
                UUID.randomUUID(),
                UUID.randomUUID(),
                List.of(),
                null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        var value = Wire.JSON.writeValueAsBytes(event);
        var row = new ProducerRecord<byte[], byte[]>(
                EventTopic.SCORE_EVENTS, null, war.toString().getBytes(UTF_8), value);
        row.headers().add("server_id", key.id().toString().getBytes(UTF_8));
        row.headers().add("signature", key.sign(value).getBytes(UTF_8));
        var _ = producer.send(row);
        producer.flush();
        return event.eventId();
    }

    private boolean decided(UUID event) {
        return stored.number("select count(*) from clan_war_score_review where event_id = ?", event) == 1;
    }

    @Override
    public void close() {
        over = true;
        try {
            if (thread.isAlive()) {
                thread.join(END.toMillis());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
        stored.close();
    }
}
