package dev.warfront.kernel.http;

import reactor.core.publisher.Mono;

/// What the program says of itself: that requests may be sent to it.
@FunctionalInterface
public interface Readiness {
    /// Looks anew each time it is subscribed. Never fails and never empty.
    Mono<Boolean> holds();
}
