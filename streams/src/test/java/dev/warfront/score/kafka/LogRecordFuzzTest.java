package dev.warfront.score.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.SigningKeys;
import dev.warfront.score.LogRecord;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreEventCodec.Part;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.TestPartition;
import dev.warfront.score.json.ScoresOnTheWire;
import dev.warfront.score.postgres.ScoresOnPostgres;
import dev.warfront.testing.Fuzzing;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Whatever lies in the log, a good record or nearly one: it is read into events, never believed without its
/// signature, and stored.
class LogRecordFuzzTest {
    private static final Path KEPT = Path.of("src", "test", "resources", "fuzz", "score-records");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC);
    private static final UUID SERVER = new UUID(7, 7);
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final int BATCH = 100;
    private static final String[] WORDS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\u0000",
        "\\ud800",
        "\0",
        "\u00ff",
        "null",
        "true",
        "-1",
        "1e999",
        "99999999999999999999",
        "\"events\":[",
        "\"type\":\"TERRITORY_CAPTURE\"",
        "\"cut_off\"",
        "[[[[[[[[[[[[[[[[",
        "{\"a\":{\"a\":{\"a\":",
        "9999-12-31T23:59:59Z",
        "+1000000000-12-31T23:59:59Z"
    };

    private final ScoreEventCodec codec = ScoresOnTheWire.codec();
    private final LogRecordReader reader = new LogRecordReader(
            server -> server.equals(SERVER) || server.equals(SigningKeys.PROGRAM) ? Mono.just(KEY) : Mono.empty(),
            codec,
            CLOCK);

    @Test
    void givenAnyRecords_eachIsReadIntoItsEvents_andBelievedByItsSignatureAlone() {
        Fuzzing.of(KEPT, WORDS).batches(BATCH, inputs -> {
            var records = IntStream.range(0, inputs.size())
                    .mapToObj(i -> record(inputs.get(i), i))
                    .map(RecordBounds::within)
                    .toList();

            var read = reader.read(records).blockOptional(PATIENCE).orElseThrow().stream()
                    .collect(Collectors.groupingBy(LogRecord::offset));

            assertThat(read).hasSameSizeAs(records);
            records.forEach(each -> assertRead(each, read.getOrDefault(each.offset(), List.of())));
        });
    }

    @Test
    void givenAnyValue_itsPartsLieInIt_andWhatWasReadIsWrittenAndReadAlike() {
        Fuzzing.of(KEPT, WORDS).each(input -> {
            var value = record(input, 0).value();
            for (var proof : Proof.values()) {
                var parts = codec.parse(value, proof);
                assertParts(parts, value.length);
                parts.forEach(part -> assertWrittenAlike(part.event()));
            }
        });
    }

    @Test
    void givenAnyRecords_whatWasReadOfThemIsStored() {
        var partition = new TestPartition(
                ScoresOnPostgres.ledger(TestDatabase.get().connections()),
                ScoresOnPostgres.transactions(TestDatabase.get().connections()),
                ScoresOnPostgres.verifiedSums());
        var offset = new AtomicLong();
        Fuzzing.of(KEPT, WORDS).batches(BATCH, inputs -> {
            var records = inputs.stream()
                    .map(input -> record(input, offset.getAndIncrement()))
                    .map(RecordBounds::within)
                    .toList();
            var read = reader.read(records).blockOptional(PATIENCE).orElseThrow();

            var decision = partition.flush(
                    read.stream().map(each -> in(partition.number, each)).toList());

            assertThat(decision.next()).isEqualTo(offset.get());
        });
    }

    /// The same in another partition, which no other test has.
    private static LogRecord in(int partition, LogRecord read) {
        return new LogRecord(
                partition,
                read.offset(),
                read.index(),
                read.appendedAt(),
                read.key(),
                read.rightPartition(),
                read.proof(),
                read.event(),
                read.raw());
    }

    private static void assertRead(ConsumerRecord<byte[], byte[]> record, List<LogRecord> events) {
        assertThat(events).isNotEmpty();
        for (var i = 0; i < events.size(); i++) {
            var event = events.get(i);
            assertThat(event.index()).isEqualTo(i);
            assertThat(event.proof() == Proof.NONE || isSigned(record)).isTrue();
            assertThat(event.raw().valueBytes()).isBetween(0, record.serializedValueSize());
            var key = event.key();
            assertThat(key == null || key.value().toString().equals(new String(record.key(), UTF_8)))
                    .isTrue();
        }
    }

    private static boolean isSigned(ConsumerRecord<byte[], byte[]> record) {
        var signature = new String(
                record.headers().lastHeader(RecordSignature.SIGNATURE).value(), UTF_8);
        return RecordSignature.headers(SERVER, record.value(), KEY)
                .getOrDefault(RecordSignature.SIGNATURE, "")
                .equalsIgnoreCase(signature);
    }

    private static void assertParts(List<Part> parts, int length) {
        assertThat(parts).hasSizeBetween(1, ScoreEventCodec.EVENTS_MAX + 1);
        var behind = 0;
        for (var part : parts) {
            assertThat(part.from()).isBetween(behind, length);
            assertThat(part.until()).isBetween(part.from(), length);
            behind = part.until();
        }
    }

    private void assertWrittenAlike(ParsedEvent event) {
        if (event instanceof ParsedEvent.Reported(var reported)) {
            assertThat(codec.parse(codec.write(reported), Proof.GAME_SERVER))
                    .extracting(Part::event)
                    .containsExactly(event);
        }
    }

    /// Key, server, signature, each with its length in a byte before it; the rest is the value.
    private static ConsumerRecord<byte[], byte[]> record(byte[] input, long offset) {
        var rest = ByteBuffer.wrap(input);
        var key = next(rest);
        var headers = new RecordHeaders()
                .add(RecordSignature.SERVER_ID, next(rest))
                .add(RecordSignature.SIGNATURE, next(rest));
        var value = new byte[rest.remaining()];
        rest.get(value);
        return new ConsumerRecord<>(
                ScoreLog.FEED,
                3,
                offset,
                CLOCK.millis(),
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static byte[] next(ByteBuffer rest) {
        var length = rest.hasRemaining() ? Byte.toUnsignedInt(rest.get()) : 0;
        var bytes = new byte[Math.min(length, rest.remaining())];
        rest.get(bytes);
        return bytes;
    }
}
