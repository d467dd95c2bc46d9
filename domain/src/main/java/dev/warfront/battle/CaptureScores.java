package dev.warfront.battle;

import reactor.core.publisher.Mono;

/// Where captures become points.
public interface CaptureScores {
    /// Appends the event to the war's score log, inside the caller's transaction.
    Mono<Void> append(CaptureScoreEvent event);
}
