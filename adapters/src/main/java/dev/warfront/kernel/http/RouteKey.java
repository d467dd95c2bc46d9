package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.SourceAddress;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// By what the requests of a route are counted: a bean of the context, found by scan, that routes name with
/// {@link Limited}.
public sealed interface RouteKey permits RouteLimit, RouteRate {
    /// Unique over all contexts, for example `war.declare`.
    String name();

    /// A request as it is counted.
    ///
    /// @param body what the client sent, of any shape; a missing node when that is no JSON
    /// @param caller empty where the route is open to everyone
    record Asked(JsonNode body, Optional<Caller> caller, SourceAddress address) {}
}
