package dev.warfront.score;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import dev.warfront.score.ScoreAdminEvent.RecordSkipped;
import dev.warfront.score.ScoreRefusal.LogLost;
import dev.warfront.score.ScoreRefusal.NotStopped;
import dev.warfront.score.ScoreRefusal.StoppedElsewhere;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/// An administrator lets a stopped partition go on behind the record that stopped it. The record counts
/// nowhere; it is kept for review and goes to the dead letters.
@UseCase
public final class SkipRecord {
    private final PartitionStops stops;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    public SkipRecord(PartitionStops stops, Outbox outbox, Transactions transactions, Clock clock) {
        this.stops = stops;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The stop that is no more; the owner of the partition notices within seconds.
    ///
    /// @param by the administrator, named by the event
    /// @param offset of the record, which the administrator has seen
    /// @param reason in the administrator's words
    public Mono<Result<PartitionStop, ScoreRefusal>> skip(PlayerId by, int partition, long offset, String reason) {
        return transactions.inTransaction(stops.lock(partition)
                .map(stop -> decide(stop, offset))
                .defaultIfEmpty(refused(new NotStopped(partition)))
                .flatMap(decided -> decided.whenDone(stop -> store(stop, by, reason))));
    }

    private static Result<PartitionStop, ScoreRefusal> decide(PartitionStop stop, long offset) {
        if (!stop.skippable()) {
            return refused(new LogLost(stop.reason()));
        }
        return stop.offset() == offset ? done(stop) : refused(new StoppedElsewhere(stop.offset()));
    }

    private Mono<PartitionStop> store(PartitionStop stop, PlayerId by, String reason) {
        return stops.skip(stop)
                .then(Mono.defer(() -> outbox.append(List.of(new RecordSkipped(
                        stop.partition(), stop.offset(), stop.war(), stop.reason(), reason, by, clock.instant())))))
                .thenReturn(stop);
    }
}
