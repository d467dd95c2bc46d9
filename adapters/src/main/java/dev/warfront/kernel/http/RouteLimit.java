package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import java.time.Duration;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// How many requests a route bears, and by what they are counted: a bean of the context, found by scan, that routes
/// name with {@link Limited}.
public interface RouteLimit {
    /// Unique over all contexts, for example `war.declare`.
    String name();

    /// By what a request is counted. Empty when it is not counted at all, because it will be refused anyway:
    /// the body names nothing, or what the caller has no say in. Runs outside of transactions.
    ///
    /// @param body what the client sent, of any shape; a missing node when that is no JSON
    Mono<String> key(JsonNode body, Caller caller);

    /// So many requests with one key within any window.
    int limit();

    Duration window();
}
