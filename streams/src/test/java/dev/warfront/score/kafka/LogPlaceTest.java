package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.kafka.OffsetRange;
import dev.warfront.score.LogPositions.Position;
import dev.warfront.score.PartitionStop.Reason;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPlaceTest {
    private static final int PARTITION = 7;
    private static final UUID LOG = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final OffsetRange RANGE = new OffsetRange(100, 200);

    @ParameterizedTest
    @ValueSource(longs = {100, 150, 200})
    void givenAnOffsetThatTheLogHas_orWillHaveNext_itGoesOnThere(long next) {
        assertThat(LogPlace.of(PARTITION, new Position(next, LOG), LOG, RANGE)).isEqualTo(new LogPlace(next, null));
    }

    @Test
    void givenALogThatWasNotNoted_itIsTheOneThatIsThere() {
        assertThat(LogPlace.of(PARTITION, new Position(150, null), LOG, RANGE)).isEqualTo(new LogPlace(150, null));
    }

    @Test
    void givenAPartitionThatNobodyHasBegun_itBeginsWithTheOldestRecord() {
        assertThat(LogPlace.of(PARTITION, null, LOG, RANGE)).isEqualTo(new LogPlace(100, null));
    }

    @Test
    void givenRecordsThatAreGone_itStops() {
        var place = LogPlace.of(PARTITION, new Position(60, LOG), LOG, RANGE);

        assertThat(place.stopped())
                .isEqualTo(new StoppedPartition(PARTITION, Reason.LOG_OUTRUN, 99, "the log begins at 100"));
    }

    @Test
    void givenALogThatEndsBeforeWhatWasRead_itStops() {
        var place = LogPlace.of(PARTITION, new Position(201, LOG), LOG, RANGE);

        assertThat(place.stopped())
                .isEqualTo(new StoppedPartition(PARTITION, Reason.LOG_TRUNCATED, 201, "the log ends at 200"));
    }

    @Test
    void givenAnotherLogThatHasGrownPastTheOffset_itStops() {
        var place = LogPlace.of(PARTITION, new Position(150, OTHER), LOG, RANGE);

        assertThat(place.stopped())
                .isEqualTo(new StoppedPartition(
                        PARTITION, Reason.LOG_RECREATED, 150, "the log was " + OTHER + ", it is " + LOG));
    }
}
