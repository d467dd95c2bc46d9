package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Settings;
import dev.warfront.kernel.WebSocketPath;
import java.time.Duration;

/// The RSocket server: `warfront.rsocket.*`.
///
/// @param address what the TCP port is bound to
/// @param port for TCP, 0 for a free one
/// @param path where the WebSocket is below the HTTP server
/// @param frameMax longest frame in bytes that is taken, 64 KiB
/// @param payloadMax longest payload in bytes, in fragments when it comes in, in one frame when it goes out
/// @param connectionsMax connections over both transports; and never more than half of the files that the
///     process may open
/// @param firstFrame how long a connection may wait with its SETUP
/// @param batchesInFlight ingest batches of one channel that may be under way
/// @param drain how long connections may take to close, at a stop or when they were refused
/// @param limits what clients may make the node hold and wait for
@Settings("warfront.rsocket")
public record ServerSettings(
        String address,
        int port,
        String path,
        int frameMax,
        int payloadMax,
        int connectionsMax,
        Duration firstFrame,
        int batchesInFlight,
        Duration drain,
        ClientLimits limits)
        implements WebSocketPath {}
