package dev.warfront.bench.wire;

import java.net.URI;

/// Where a running program is reached.
///
/// @param http base of the HTTP API, without `/api/v1`
/// @param rsocketHost RSocket over TCP
/// @param rsocketPort RSocket over TCP
/// @param websocket RSocket over WebSocket, for example `ws://localhost:8080/rsocket`
/// @param kafka bootstrap servers of the event log
public record Addresses(URI http, String rsocketHost, int rsocketPort, URI websocket, String kafka) {

    /// A program on this machine with its default ports.
    public static Addresses local() {
        return new Addresses(
                URI.create("http://127.0.0.1:8080"),
                "127.0.0.1",
                7000,
                URI.create("ws://127.0.0.1:8080/rsocket"),
                "127.0.0.1:19092");
    }
}
