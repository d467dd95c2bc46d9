package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlushSizeTest {
    private static final Duration TARGET = Duration.ofMillis(200);

    private final FlushSize size = new FlushSize(20_000, TARGET);

    @Test
    void givenFullFlushesThatAreShort_theyGrow_upToTheBound() {
        for (var i = 0; i < 10; i++) {
            size.took(size.max() - 1, true, Duration.ofMillis(20));
        }

        assertThat(size.max()).isEqualTo(20_000);
    }

    @Test
    void givenFlushesThatAreNotFull_theyDoNotGrow() {
        var before = size.max();

        size.took(before, false, Duration.ofMillis(1));

        assertThat(size.max()).isEqualTo(before);
    }

    @Test
    void givenAFlushThatTakesTooLong_theNextIsAsLargeAsFitsTheTarget_butNotLessThanHalf() {
        var before = size.max();

        size.took(before, true, Duration.ofMillis(250));
        assertThat(size.max()).isEqualTo(before * 4 / 5);

        size.took(size.max(), true, Duration.ofSeconds(20));
        assertThat(size.max()).isEqualTo(before * 2 / 5);
    }

    @Test
    void givenFlushesThatFail_theyShrink_butNotToNothing() {
        for (var i = 0; i < 20; i++) {
            size.failed();
        }

        assertThat(size.max()).isEqualTo(100);
    }

    @Test
    void givenABoundBelowTheLeastSize_theBoundHolds() {
        var small = new FlushSize(3, TARGET);

        small.failed();

        assertThat(small.max()).isEqualTo(3);
    }

    @Test
    void givenOneHotPartition_theOthersGetAllTheyWant_andItGetsTheRest() {
        assertThat(FlushSize.shares(1_000, List.of(50_000L, 10L, 0L, 200L))).containsExactly(790, 10, 0, 200);
    }

    @Test
    void givenSeveralHotPartitions_theyGetEqualShares() {
        assertThat(FlushSize.shares(900, List.of(50_000L, 400L, 301L))).containsExactly(300, 300, 300);
    }

    @Test
    void givenAnyWishes_nobodyGetsMoreThanItWants_norLessThanAnEqualShareWithoutNeed_andTheRoomIsUsed() {
        var seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (var round = 0; round < 1_000; round++) {
            var room = 100 + random.nextInt(5_000);
            var wanted = IntStream.range(0, 1 + random.nextInt(24))
                    .mapToObj(_ -> (long) random.nextInt(1 + random.nextInt(4_000)))
                    .toList();

            var shares = FlushSize.shares(room, wanted);

            var all = wanted.stream().mapToLong(Long::longValue).sum();
            assertThat(Arrays.stream(shares).sum()).as("seed %d", seed).isEqualTo(Math.min(room, all));
            var equal = room / wanted.size();
            for (var i = 0; i < shares.length; i++) {
                assertThat(shares[i]).as("seed %d", seed).isBetween(Math.min(equal, wanted.get(i)), wanted.get(i));
            }
        }
    }
}
