package dev.warfront.war;

import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The end of a war's score log, as far as the war itself sets it.
public interface CutOffMarkers {
    /// How long after the cut-off score events from before it are taken.
    Duration lateGrace(WarRules rules);

    /// Marks, inside the caller's transaction, the place in the war's log after which nothing counts. It
    /// stands behind all that was derived for the war before. Its id follows from the war, so that two marks
    /// are one.
    Mono<Void> appendCutOffMarker(WarId war, Instant cutOff);
}
