package dev.warfront.kernel;

/// A path of the HTTP server at which there are WebSockets and nothing else.
public interface WebSocketPath {
    String path();
}
