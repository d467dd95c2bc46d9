package dev.warfront.score.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.score.LogRecord;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.json.ScoresOnTheWire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Mono;

/// What is kept of a record that is longer than one may be, and what becomes of it.
@Execution(ExecutionMode.CONCURRENT)
class RecordBoundsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int VALUE_MAX = 64 * 1024;
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Instant APPENDED = NOW.minusSeconds(5);

    private final LogRecordReader reader =
            new LogRecordReader(_ -> Mono.empty(), ScoresOnTheWire.codec(), Clock.fixed(NOW, ZoneOffset.UTC));

    private static ConsumerRecord<byte[], byte[]> record(
            byte @Nullable [] key, byte @Nullable [] value, Headers headers, TimestampType time) {
        return new ConsumerRecord<>(
                ScoreLog.FEED,
                3,
                17,
                APPENDED.toEpochMilli(),
                time,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> record(
            byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return record(key, value, headers, TimestampType.LOG_APPEND_TIME);
    }

    private static Headers header(int bytes) {
        return new RecordHeaders().add("x", new byte[bytes]);
    }

    private LogRecord read(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(List.of(RecordBounds.within(record)))
                .blockOptional(PATIENCE)
                .orElseThrow()
                .getFirst();
    }

    private static String detail(LogRecord read) {
        return ((ParsedEvent.Malformed) read.event()).detail();
    }

    @Test
    void givenARecordOfTheLengthThatIsAllowed_allOfItIsKept() {
        var record = record(new byte[36], new byte[VALUE_MAX], header(4_000));

        assertThat(RecordBounds.within(record)).isSameAs(record);
    }

    @Test
    void givenAValueThatIsTooLong_itsBeginningIsKept_andHowLongItWas() {
        var record = record(new byte[36], new byte[500_000], header(10));

        var kept = RecordBounds.within(record);
        assertThat(kept.value()).hasSize(VALUE_MAX);
        assertThat(RecordBounds.bytes(kept)).isLessThan(VALUE_MAX + 1_000);

        var read = read(record);
        assertThat(detail(read)).isEqualTo("longer than 65536 bytes");
        assertThat(read.raw().valueBytes()).isEqualTo(500_000);
        assertThat(read.raw().headers()).containsOnlyKeys("x");
    }

    @Test
    void givenHeadersThatAreTooLong_noneIsKept_alsoWithoutAnythingElse() {
        var record = record(null, null, header(900_000));

        assertThat(RecordBounds.bytes(RecordBounds.within(record))).isLessThan(1_000);
        var read = read(record);
        assertThat(detail(read)).isEqualTo("key and headers longer than 4096 bytes");
        assertThat(read.raw().headers()).isEmpty();
    }

    @Test
    void givenAnyNumberOfHeadersWithNothingInThem_noneIsKept() {
        var headers = new RecordHeaders();
        for (var i = 0; i < 1_000; i++) {
            headers.add("", new byte[0]);
        }

        assertThat(RecordBounds.within(record(null, new byte[1], headers)).headers())
                .isEmpty();
    }

    @Test
    void givenAKeyThatIsTooLong_itIsNotKept() {
        var read = read(record(new byte[100_000], new byte[10], header(10)));

        assertThat(detail(read)).isEqualTo("key and headers longer than 4096 bytes");
        assertThat(read.raw().key()).isNull();
        assertThat(read.raw().value()).hasSize(10);
    }

    @Test
    void givenARecordThatStandsForABatchThatWasNotRead_itIsMalformed_andSaysWhy() {
        var headers = new RecordHeaders().add("unread", new byte[0]);

        assertThat(detail(read(record(null, null, headers))))
                .isEqualTo("a batch that unpacks to more than 1048576 bytes");
    }

    @Test
    void givenARecordThatItsSenderMarkedAsUnread_noWordOfItIsTheSenders() {
        var headers = new RecordHeaders().add("unread", new byte[] {0, (byte) 0xff, 'x'});

        assertThat(detail(read(record(null, null, headers))))
                .isEqualTo("a batch that unpacks to more than 1048576 bytes");
        assertThat(detail(read(record(null, "[]".getBytes(UTF_8), headers)))).doesNotContain("unpacks");
        assertThat(detail(read(record(new byte[36], null, headers)))).isEqualTo("no value");
    }

    @Test
    void givenARecordWithItsSendersTime_itIsReceivedWhenItIsRead() {
        var sent = record(null, new byte[1], header(1), TimestampType.CREATE_TIME);
        var appended = record(null, new byte[1], header(1), TimestampType.LOG_APPEND_TIME);

        assertThat(read(sent).appendedAt()).isEqualTo(NOW);
        assertThat(read(appended).appendedAt()).isEqualTo(APPENDED);
    }
}
