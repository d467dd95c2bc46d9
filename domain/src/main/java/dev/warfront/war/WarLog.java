package dev.warfront.war;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The event log of each war: everything that happened in it, numbered without gaps.
public interface WarLog {
    /// Inside the caller's transaction, which has the war locked.
    Mono<Void> append(WarId war, List<? extends Event> events);

    /// Entries after a sequence number, ascending, at most `limit`; all that was committed.
    Mono<List<Entry>> after(WarId war, long afterSeq, int limit);

    /// One entry.
    ///
    /// @param seq 1.. within the war, without gaps
    /// @param type dotted snake case, as on the feeds: `war.phase_changed`
    /// @param event null where another context logged it
    record Entry(
            long seq, Instant at, String type, @Nullable WarEvent event) {}
}
