package dev.warfront.kernel.http;

import java.time.Duration;

/// How many requests a route bears within a window.
public non-sealed interface RouteLimit extends RouteKey {
    /// So many requests with one key within any window.
    int limit();

    Duration window();
}
