package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

class FrameRingTest {
    private static final FrameCodec CODEC = new FrameCodec(new JsonMapper(), new CBORMapper());
    private static final long EPOCH = 3;

    @ParameterizedTest
    @CsvSource({"10, 4", "10, 10", "64, 65", "1000, 64", "1000, 65", "1000, 999", "1000, 1000", "1000, 5000"})
    void givenManySteps_theNewestAreKeptAndTheOthersAreGone(int capacity, long count) {
        var ring = filled(capacity, 2, count);

        var newest = count + 1;
        var oldestKept = Math.max(2, newest - capacity + 1);
        assertThat(LongStream.rangeClosed(oldestKept, newest)).allSatisfy(index -> {
            var step = ring.at(index);
            assertThat(step).isNotNull();
            assertThat(step.index()).isEqualTo(index);
        });
        assertThat(ring.at(oldestKept - 1)).isNull();
        assertThat(ring.at(newest + 1)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1000, 700, 1", "1000, 1000, 1", "1000, 3000, 2001"})
    void givenAnOldNumberWhoseStepsAreAllThere_itsIndexIsFound(int capacity, long count, long seq) {
        var ring = filled(capacity, 2, count);

        assertThat(ring.indexOf(EPOCH, seq, count + 1, false)).isEqualTo(seq);
    }

    @ParameterizedTest
    @CsvSource({"1000, 3000, 2000", "10, 11, 1"})
    void givenANumberBeforeTheOldestStep_thereIsNoIndex(int capacity, long count, long seq) {
        var ring = filled(capacity, 2, count);

        assertThat(ring.indexOf(EPOCH, seq, count + 1, false)).isEqualTo(FrameRing.NONE);
    }

    /// Steps at consecutive indexes; each leads from the number before its index to the number that equals it.
    private static FrameRing filled(int capacity, long firstPlace, long count) {
        var ring = new FrameRing(capacity);
        for (var index = firstPlace; index < firstPlace + count; index++) {
            var frame = new Frame("x", EPOCH, index, index - 1, Frame.Kind.DELTA, Instant.EPOCH, null);
            ring.add(new FrameRing.IndexedFrame(index, new SharedFrame(frame, CODEC)));
        }
        return ring;
    }
}
