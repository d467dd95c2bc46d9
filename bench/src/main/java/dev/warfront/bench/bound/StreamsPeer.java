package dev.warfront.bench.bound;

import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;

/// The peer of the ingest: a Kafka Streams program that counts exactly once by Kafka's own
/// transactions (`exactly_once_v2`) and keeps the points of each player, nothing else, in memory
/// with a changelog. In a JVM of its own. Prints a line when it runs, and when its input has ended
/// how many events it counted and how many it refused.
public final class StreamsPeer {
    private static final String TOTALS = "player-totals";
    private static final int CACHE_BYTES = 64 * 1024 * 1024;
    private static final int FETCH_BYTES = 8 * 1024 * 1024;
    private static final int RECORDS = 20_000; // as the pipeline takes at most

    private StreamsPeer() {}

    /// Runs until its input ends.
    ///
    /// @param args of [PeerArguments]
    public static void main(String[] args) throws Exception {
        var arguments = PeerArguments.of(args);
        var counted = new LongAdder();
        var refused = new LongAdder();
        var topology = arguments.key().isEmpty() ? plain(arguments) : signed(arguments, counted, refused);
        try (var streams = new KafkaStreams(topology, settings(arguments))) {
            streams.start();
            System.out.println("running");
            ChildJvm.awaitEndOfInput();
        }
        System.out.println(counted.sum() + " " + refused.sum());
    }

    /// Score events as the program takes them.
    private static Topology signed(PeerArguments arguments, LongAdder counted, LongAdder refused) {
        var key = HexFormat.of().parseHex(arguments.key());
        return new Topology()
                .addSource(
                        "events",
                        Serdes.ByteArray().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        arguments.topic())
                .addProcessor("players", () -> new PlayerTotals(TOTALS, key, counted, refused), "events")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(TOTALS), Serdes.String(), Serdes.Long())
                                .withCachingEnabled()
                                .withLoggingEnabled(Map.of()),
                        "players");
    }

    /// Small records: a player as the key, its points as the value.
    private static Topology plain(PeerArguments arguments) {
        var builder = new StreamsBuilder();
        var _ = builder.stream(arguments.topic(), Consumed.with(Serdes.String(), Serdes.Long()))
                .groupByKey()
                .reduce(
                        Long::sum,
                        Materialized.<String, Long>as(Stores.inMemoryKeyValueStore(TOTALS))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long())
                                .withCachingEnabled());
        return builder.build();
    }

    private static Properties settings(PeerArguments arguments) throws Exception {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments.application());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.bootstrap());
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                Files.createTempDirectory("streams-peer").toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, arguments.threads());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, arguments.commitMs());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), FETCH_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 * 1024);
        return settings;
    }
}
