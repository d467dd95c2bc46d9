package dev.warfront.war;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Facts about scores that a war itself derives. They travel behind the war's own facts into its score log.
public interface CutOffMarkers {
    /// Marks, inside the caller's transaction, the place in the war's log after which nothing counts. Its id
    /// follows from the war, so that two marks are one.
    Mono<Void> appendCutOffMarker(WarId war, Instant cutOff);
}
