package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.score.ScoreLog;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class WaitingBoundsTest {
    private static final int MB = 1024 * 1024;

    /// With a record that says of itself that it is so long.
    private static AssignedPartition waiting(int bytes) {
        var partition = new AssignedPartition(0);
        partition.add(List.of(new ConsumerRecord<>(
                ScoreLog.FEED,
                0,
                0,
                1_000,
                TimestampType.LOG_APPEND_TIME,
                0,
                bytes,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty())));
        return partition;
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
}
