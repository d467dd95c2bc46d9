package dev.warfront.kernel.http;

import java.time.Duration;
import reactor.core.publisher.Mono;

/// How many requests a route bears within a window.
public non-sealed interface RouteLimit extends RouteKey {
    /// By what a request is counted. Empty when it is not counted at all, because it will be refused anyway:
    /// the body names nothing, or what the caller has no say in. Runs outside of transactions.
    Mono<String> key(Asked asked);

    /// So many requests with one key within any window.
    int limit();

    Duration window();
}
