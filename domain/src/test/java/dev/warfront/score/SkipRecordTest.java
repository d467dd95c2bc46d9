package dev.warfront.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.InMemoryOutbox;
import dev.warfront.score.PartitionStop.Reason;
import dev.warfront.score.ScoreAdminEvent.RecordSkipped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SkipRecordTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final PlayerId ADMIN = new PlayerId(new UUID(1, 1));
    private static final WarId WAR = new WarId(new UUID(2, 2));

    private final InMemoryPartitionStops stops = new InMemoryPartitionStops();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final SkipRecord skipRecord =
            new SkipRecord(stops, outbox, new DirectTransactions(), new MutableClock(NOON));

    private PartitionStop stopped(Reason reason) {
        var stop = new PartitionStop(3, 40, reason, "why", WAR, new RawRecord(null, null, Map.of()), NOON);
        stops.moveTo(3, 40);
        stops.put(stop).block(PATIENCE);
        return stop;
    }

    private Result<PartitionStop, ScoreRefusal> skip(int partition, long offset) {
        return skipRecord
                .skip(ADMIN, partition, offset, "it is poison")
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "FAILING", "LOG_OUTRUN"})
    void givenAStoppedPartition_itGoesOnBehindTheRecord_andTheEventSaysWhoAndWhy(Reason reason) {
        var stop = stopped(reason);

        assertThat(skip(3, 40)).isEqualTo(Result.done(stop));

        assertThat(stops.next(3)).isEqualTo(41);
        assertThat(stops.reviews()).extracting(ReviewRow::code).containsExactly(ScoreCode.SCORE_SKIPPED);
        assertThat(outbox.events())
                .isEqualTo(List.of(new RecordSkipped(3, 40, WAR, reason, "it is poison", ADMIN, NOON)));
    }

    @Test
    void givenAPartitionThatGoesOn_thereIsNothingToSkip() {
        stopped(Reason.REFUSED);

        assertThat(skip(4, 40)).isEqualTo(Result.refused(new ScoreRefusal.NotStopped(4)));
    }

    @Test
    void givenAnotherOffset_nothingIsSkipped() {
        stopped(Reason.REFUSED);

        assertThat(skip(3, 41)).isEqualTo(Result.refused(new ScoreRefusal.StoppedElsewhere(40)));
        assertThat(stops.next(3)).isEqualTo(40);
        assertThat(outbox.events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOG_TRUNCATED", "LOG_RECREATED"})
    void givenALogThatIsWhatIsWrong_nothingIsSkipped(Reason reason) {
        stopped(reason);

        assertThat(skip(3, 40)).isEqualTo(Result.refused(new ScoreRefusal.LogLost(reason)));
        assertThat(stops.next(3)).isEqualTo(40);
    }

    @Test
    void givenARecordThatWasSkipped_aRepeatOfItIsNew() {
        assertThat(ScoreCode.SCORE_SKIPPED.isRepeatable()).isFalse();
    }
}
