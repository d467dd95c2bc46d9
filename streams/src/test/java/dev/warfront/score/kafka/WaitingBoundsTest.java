package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.score.ScoreLog;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class WaitingBoundsTest {
    private static final int MB = 1024 * 1024;

    private static final byte[] VALUE = new byte[64 * 1024];

    /// With records of so many bytes together, each as long as one may be.
    private static AssignedPartition waiting(int bytes) {
        var partition = new AssignedPartition(0);
        for (var left = bytes; left > 0; left -= VALUE.length) {
            partition.add(List.of(record(left < VALUE.length ? new byte[left] : VALUE)));
        }
        return partition;
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>(ScoreLog.FEED, 0, 0, new byte[0], value);
    }

    @Test
    void givenAPartitionThatIsFull_itsNeighboursAreNot() {
        var hot = waiting(16 * MB);
        var quiet = waiting(1_000);
        var all = List.of(hot, quiet);

        assertThat(WaitingBounds.reached(hot, all)).isTrue();
        assertThat(WaitingBounds.reached(quiet, all)).isFalse();
    }

    @Test
    void givenThatAllTogetherAreFull_thoseAboveTheirShareAre_andNoneBelow() {
        var busy = IntStream.range(0, 9).mapToObj(_ -> waiting(4 * MB)).toList();
        var quiet = waiting(2 * MB);
        var all = IntStream.range(0, 10)
                .mapToObj(each -> each < 9 ? busy.get(each) : quiet)
                .toList();

        assertThat(busy).allMatch(each -> WaitingBounds.reached(each, all));
        assertThat(WaitingBounds.reached(quiet, all)).isFalse();
    }

    @Test
    void givenThatAllTogetherAreNotFull_oneAboveItsShareIsNotEither() {
        var busy = waiting(12 * MB);
        var all = List.of(busy, waiting(MB), waiting(MB));

        assertThat(WaitingBounds.reached(busy, all)).isFalse();
    }

    @Test
    void givenRecordsWithNothingInThem_theyAreNotFree() {
        var partition = new AssignedPartition(0);
        partition.add(Collections.nCopies(64 * 1024, record(new byte[0])));

        assertThat(WaitingBounds.reached(partition, List.of(partition))).isTrue();
    }
}
