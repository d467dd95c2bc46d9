package dev.warfront.war;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.WarId;
import java.util.List;
import reactor.core.publisher.Mono;

/// The event log of each war: everything that happened in it, numbered without gaps.
public interface WarLog {
    /// Inside the caller's transaction, which has the war locked. Also counts phases in the metrics once the
    /// transaction is committed.
    Mono<Void> append(WarId war, List<? extends Event> events);
}
