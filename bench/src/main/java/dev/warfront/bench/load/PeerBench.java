package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.warfront.bench.bound.PeerArguments;
import dev.warfront.bench.bound.RunningPeer;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whether the peer of the ingest is as fast as such a program can be: alone, on small unsigned records, it is held
/// against what was measured of one on two cores.
@Command(
        name = "peer",
        description = "The Kafka Streams program alone, on small unsigned records, beside what such a one can do.",
        sortOptions = false)
public final class PeerBench implements Callable<Integer> {
    private static final double KNOWN_PER_SECOND = 144_000;
    private static final double GOAL = 0.85;
    private static final String TOPIC = "bench.points";
    private static final int PARTITIONS = 24;
    private static final int PLAYERS = 1_000;
    private static final int RUNS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(20);

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--window", paramLabel = "N", description = "records in each run [${DEFAULT-VALUE}]")
    private long window = 1_000_000;

    @Option(names = "--warm-up", paramLabel = "N", description = "records before the first [${DEFAULT-VALUE}]")
    private long warmUp = 2_000_000;

    @Option(names = "--peer-threads", paramLabel = "N", description = "of the stream [${DEFAULT-VALUE}]")
    private int threads = 2;

    @Option(names = "--peer-commit", paramLabel = "MS", description = "between its commits [${DEFAULT-VALUE}]")
    private int commitMs = 500;

    @Override
    public Integer call() {
        var figures = run();
        System.err.println(Report.lines(
                "peer on small records",
                figures.records().text("%,.0f") + " records/s",
                Report.atLeast("to known", figures.ratio(), GOAL)));
        System.out.println(Wire.JSON.writeValueAsString(figures));
        return 0;
    }

    /// Fills its own topic, runs all and answers the figures.
    public Figures run() {
        var kafka = arguments.options().addresses().kafka();
        var pace = new Pace(warmUp, window, RUNS);
        create(kafka);
        fill(kafka, pace.needed());
        var from = new HashMap<Integer, Long>();
        Stream.iterate(0, partition -> partition + 1).limit(PARTITIONS).forEach(partition -> from.put(partition, 0L));
        var peer = new PeerArguments(kafka, TOPIC, "bench-peer-" + System.currentTimeMillis(), "", threads, commitMs);
        try (var running = new RunningPeer(peer, from)) {
            watch(running, pace, 1);
            var _ = running.end();
        }
        return new Figures("peer", Spread.ofRates(pace.perSecond()), KNOWN_PER_SECOND);
    }

    /// Sees how far a peer is until it has gone through all windows.
    static void watch(RunningPeer peer, Pace pace, int perRecord) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!pace.complete()) {
            var committed = peer.committed();
            pace.see(perRecord * committed, System.nanoTime());
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("after %s the peer has committed %d".formatted(PATIENCE, committed));
            }
            Pause.of(POLL);
        }
    }

    private static void create(String kafka) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            var _ = admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.of((short) 1))))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the broker", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private static void fill(String kafka, long records) {
        var random = new Random(records);
        var players = Stream.generate(UUID::randomUUID)
                .limit(PLAYERS)
                .map(UUID::toString)
                .toList();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        // a partition whose leader is not known yet must not get the second batch first
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new StringSerializer(),
                new LongSerializer())) {
            for (var i = 0L; i < records; i++) {
                var _ = producer.send(new ProducerRecord<>(TOPIC, players.get(random.nextInt(PLAYERS)), 10L));
            }
        }
    }

    /// Records a second.
    ///
    /// @param known of such a program
    public record Figures(String bench, Spread records, double known) {
        /// How many times what is known.
        @JsonProperty
        public double ratio() {
            return records.median() / known;
        }
    }
}
