package dev.warfront.score;

import static dev.warfront.score.TestPartition.PATIENCE;
import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// What {@link PartitionStops} promises.
public interface PartitionStopsContract {
    AtomicInteger PARTITIONS = new AtomicInteger(20_000);
    Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");
    WarId WAR = new WarId(new UUID(7, 7));
    RawRecord RECORD = new RawRecord(
            WAR.value().toString().getBytes(StandardCharsets.UTF_8),
            new byte[] {1, 2, 3},
            Map.of("server_id", new byte[] {4}));

    PartitionStops stops();

    Transactions transactions();

    /// Makes a partition that goes on at that offset, or moves it there.
    void moveTo(int partition, long next);

    long next(int partition);

    /// What of the partition was kept for review.
    List<ReviewRow> reviews(int partition);

    private int stopped(long offset, Instant since) {
        var partition = PARTITIONS.incrementAndGet();
        moveTo(partition, offset);
        stops().put(stop(partition, offset, since)).block(PATIENCE);
        return partition;
    }

    private static PartitionStop stop(int partition, long offset, Instant since) {
        return new PartitionStop(partition, offset, PartitionStop.Reason.REFUSED, "no reason", WAR, RECORD, since);
    }

    private PartitionStop lock(int partition) {
        return done(transactions().inTransaction(stops().lock(partition)));
    }

    @Test
    default void givenAStop_itIsFoundAsItWasPut() {
        var partition = stopped(5, AT);

        var found = lock(partition);

        assertThat(found.offset()).isEqualTo(5);
        assertThat(found.reason()).isEqualTo(PartitionStop.Reason.REFUSED);
        assertThat(found.war()).isEqualTo(WAR);
        assertThat(found.since()).isEqualTo(AT);
        assertThat(found.record().value()).containsExactly(1, 2, 3);
        assertThat(found.record().headers()).containsOnlyKeys("server_id");
        assertThat(done(stops().all()))
                .filteredOn(each -> each.partition() == partition)
                .hasSize(1);
    }

    @Test
    default void givenAStopWithoutARecord_itIsFoundWithout() {
        var partition = PARTITIONS.incrementAndGet();
        moveTo(partition, 3);
        stops().put(new PartitionStop(
                        partition,
                        3,
                        PartitionStop.Reason.LOG_TRUNCATED,
                        "x".repeat(500),
                        null,
                        new RawRecord(null, null, Map.of()),
                        AT))
                .block(PATIENCE);

        var found = lock(partition);

        assertThat(found.war()).isNull();
        assertThat(found.record().value()).isNull();
        assertThat(found.detail()).hasSize(PartitionStop.DETAIL_MAX);
    }

    @Test
    default void givenTheSameStopAgain_itStaysAsOldAsItWas_anotherOneIsNew() {
        var partition = stopped(5, AT);

        stops().put(stop(partition, 5, AT.plusSeconds(9))).block(PATIENCE);
        assertThat(lock(partition).since()).isEqualTo(AT);

        stops().put(stop(partition, 6, AT.plusSeconds(9))).block(PATIENCE);
        assertThat(lock(partition).since()).isEqualTo(AT.plusSeconds(9));
    }

    @Test
    default void givenAPartitionThatMovedOn_itsStopIsNone() {
        var partition = stopped(5, AT);

        moveTo(partition, 6);

        StepVerifier.create(transactions().inTransaction(stops().lock(partition)))
                .verifyComplete();
        assertThat(done(stops().all())).noneMatch(each -> each.partition() == partition);
    }

    @Test
    default void givenAStop_skippingMovesThePartition_andKeepsTheRecordForReview() {
        var partition = stopped(5, AT);

        transactions().inTransaction(stops().skip(lock(partition))).block(PATIENCE);

        assertThat(next(partition)).isEqualTo(6);
        assertThat(reviews(partition)).hasSize(1);
        var review = reviews(partition).getFirst();
        assertThat(review.offset()).isEqualTo(5);
        assertThat(review.code()).isEqualTo(ScoreCode.SCORE_SKIPPED);
        assertThat(review.war()).isEqualTo(WAR);
        assertThat(review.counted()).isFalse();
        assertThat(review.detail()).isEqualTo("REFUSED: no reason");
        assertThat(review.raw().value()).containsExactly(1, 2, 3);
        assertThat(done(stops().all())).noneMatch(each -> each.partition() == partition);
    }

    @Test
    default void givenAPartitionThatMovedOnMeanwhile_skippingIsStale_andChangesNothing() {
        var partition = stopped(5, AT);
        var seen = lock(partition);
        moveTo(partition, 9);

        StepVerifier.create(transactions().inTransaction(stops().skip(seen)))
                .expectError(StaleWrite.class)
                .verify(PATIENCE);

        assertThat(next(partition)).isEqualTo(9);
        assertThat(reviews(partition)).isEmpty();
    }

    @Test
    default void givenAStopThatIsRemoved_itIsNone_alsoTheSecondTime() {
        var partition = stopped(5, AT);

        stops().remove(partition, 5).block(PATIENCE);
        stops().remove(partition, 5).block(PATIENCE);

        StepVerifier.create(transactions().inTransaction(stops().lock(partition)))
                .verifyComplete();
    }

    @Test
    default void givenAFormerOwnerThatIsLate_theStopOfTheNextOneStays() {
        var partition = stopped(5, AT);
        stops().put(stop(partition, 7, AT)).block(PATIENCE);

        stops().remove(partition, 5).block(PATIENCE);

        assertThat(lock(partition).offset()).isEqualTo(7);
    }

    @Test
    default void givenNobodySubscribes_nothingIsWritten() {
        var partition = stopped(5, AT);
        var seen = lock(partition);

        var unused = List.of(stops().skip(seen), stops().remove(partition, 5), stops().put(stop(partition, 7, AT)));

        assertThat(unused).hasSize(3);
        assertThat(lock(partition).offset()).isEqualTo(5);
        assertThat(next(partition)).isEqualTo(5);
    }
}
