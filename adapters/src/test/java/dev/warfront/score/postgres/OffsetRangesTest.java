package dev.warfront.score.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.score.postgres.OffsetRanges.Range;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class OffsetRangesTest {
    private static final int WANTED = 1_000;

    private static List<Range> all(OffsetRanges ranges, int eventsPerOffset) {
        var all = new ArrayList<Range>();
        Flux.<Range>generate(ranges::next)
                .doOnNext(range -> {
                    var offsets = range.until() - range.from();
                    ranges.held(offsets, (int) offsets * eventsPerOffset);
                    all.add(range);
                })
                .blockLast();
        return all;
    }

    @Test
    void givenOffsets_theRangesCoverThemFromTheLastBackwards() {
        var ranges = all(new OffsetRanges(-300, 10_000, WANTED), 1);

        assertThat(ranges.getFirst().until()).isEqualTo(10_000);
        assertThat(ranges.getLast().from()).isEqualTo(-300);
        for (var i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).until()).isEqualTo(ranges.get(i - 1).from());
        }
    }

    @Test
    void givenManyEventsOrFewInAnOffset_aRangeSoonHoldsAboutAsManyAsAreWanted() {
        assertThat(width(all(new OffsetRanges(0, 100_000, WANTED), 100))).isEqualTo(10);
        assertThat(width(all(new OffsetRanges(0, 100_000, WANTED), 1))).isEqualTo(1_000);
    }

    @Test
    void givenMoreEventsInAnOffsetThanAreWanted_aRangeStillHasAnOffset() {
        assertThat(width(all(new OffsetRanges(0, 1_000, WANTED), 5_000))).isEqualTo(1);
    }

    @Test
    void givenOffsetsWithoutEvents_fewRangesPassOverThem() {
        assertThat(all(new OffsetRanges(0, 1_000_000_000_000L, WANTED), 0)).hasSizeLessThan(20);
    }

    @Test
    void givenNoOffsets_thereIsNoRange() {
        assertThat(all(new OffsetRanges(7, 7, WANTED), 1)).isEmpty();
        assertThat(all(new OffsetRanges(8, 7, WANTED), 1)).isEmpty();
    }

    private static long width(List<Range> ranges) {
        var late = ranges.get(ranges.size() - 2);
        return late.until() - late.from();
    }
}
