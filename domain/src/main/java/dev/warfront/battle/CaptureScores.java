package dev.warfront.battle;

import reactor.core.publisher.Mono;

/// Where captures become points.
public interface CaptureScores {
    /// Hands the fact to the war's score log, inside the caller's transaction.
    Mono<Void> append(CaptureScoreEvent fact);
}
