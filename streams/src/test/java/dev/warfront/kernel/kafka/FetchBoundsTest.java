package dev.warfront.kernel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class FetchBoundsTest {
    private static final int TOO_LONG = FetchBounds.BATCH_BYTES_MAX + 1;
    private static final int APPENDED_AT = 1_000;

    /// Of records with values of these lengths.
    private static MemoryRecords batch(CompressionType packed, long offset, int... values) {
        try (var builder = MemoryRecords.builder(
                ByteBuffer.allocate(1024),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.of(packed).build(),
                TimestampType.LOG_APPEND_TIME,
                offset,
                APPENDED_AT)) {
            for (var i = 0; i < values.length; i++) {
                builder.appendWithOffset(offset + i, APPENDED_AT, null, new byte[values[i]]);
            }
            return builder.build();
        }
    }

    private static MemoryRecords fetched(List<MemoryRecords> batches) {
        var out = new ByteBufferOutputStream(1024);
        batches.forEach(each -> out.write(each.buffer().duplicate()));
        return MemoryRecords.readableRecords(out.buffer().flip());
    }

    private static List<Record> records(MemoryRecords fetched) {
        var records = new ArrayList<Record>();
        fetched.records().forEach(records::add);
        return records;
    }

    @ParameterizedTest
    @EnumSource
    void givenABatchThatUnpacksToNoMoreThanTheBound_itIsTakenAsItIs(CompressionType packed) {
        var fetched = fetched(List.of(batch(packed, 5, 1_000, 2_000)));

        assertThat(FetchBounds.bounded(fetched)).isSameAs(fetched);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void givenABatchThatUnpacksToMore_oneEmptyRecordStandsForIt_withNothingButItsMark(CompressionType packed) {
        var bomb = batch(packed, 6, 10, TOO_LONG, 10);

        var bounded = records(
                FetchBounds.bounded(fetched(List.of(batch(packed, 5, 1), bomb, batch(CompressionType.NONE, 9, 1)))));

        assertThat(bounded).extracting(Record::offset).containsExactly(5L, 8L, 9L);
        assertThat(bounded.get(1)).satisfies(standIn -> {
            assertThat(standIn.hasKey() || standIn.hasValue()).isFalse();
            assertThat(standIn.timestamp()).isEqualTo(APPENDED_AT);
            assertThat(standIn.headers()).extracting(Header::key).containsExactly("unread");
            assertThat(standIn.headers()[0].value()).isEmpty();
        });
        assertThat(bounded).filteredOn(each -> each.offset() != 8).allMatch(Record::hasValue);
    }

    @Test
    void givenMoreThanFits_theFirstAreTaken_andTheRestIsLeftToTheNextFetch() {
        var batches = IntStream.range(0, 10)
                .mapToObj(each -> batch(CompressionType.ZSTD, each, FetchBounds.BATCH_BYTES_MAX / 2))
                .toList();

        var bounded = records(FetchBounds.bounded(fetched(batches)));

        assertThat(bounded)
                .extracting(Record::offset)
                .startsWith(0L, 1L, 2L, 3L)
                .hasSizeBetween(4, 5);
    }

    @Test
    void givenALargeBatchThatIsNotPacked_itIsTaken_sinceItIsHereAlready() {
        var fetched = fetched(List.of(batch(CompressionType.NONE, 5, 3 * TOO_LONG)));

        assertThat(FetchBounds.bounded(fetched)).isSameAs(fetched);
    }
}
