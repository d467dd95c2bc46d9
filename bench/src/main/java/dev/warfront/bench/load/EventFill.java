package dev.warfront.bench.load;

import dev.warfront.bench.wire.EventLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Puts good kills into the log, of all its wars in turn, as fast as it can.
final class EventFill {
    private final EventLog log;
    private final List<Kills> wars;
    private final int perRecord;

    /// @param perRecord 1: a record is an event; more: a record is an array of them
    EventFill(EventLog log, List<Kills> wars, int perRecord) {
        this.log = log;
        this.wars = wars;
        this.perRecord = perRecord;
    }

    /// The next count that is the same for every war, in whole records.
    long rounded(long events) {
        var round = (long) perRecord * wars.size();
        return (events + round - 1) / round * round;
    }

    /// Appends that many and returns when the log has them.
    ///
    /// @param events a rounded count
    void append(long events) {
        var failure = new AtomicReference<@Nullable Throwable>();
        for (var i = 0L; i < events / perRecord; i++) {
            var kills = wars.get((int) (i % wars.size()));
            var record = perRecord == 1 ? kills.next() : kills.next(perRecord);
            var _ = record.append(log).whenComplete((_, failed) -> {
                if (failed != null) {
                    failure.set(failed);
                }
            });
        }
        log.flush();
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the log did not take every event", failed);
        }
    }
}
