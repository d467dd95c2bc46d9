package dev.warfront.kernel.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import java.time.Duration;

/// How the program uses Redis, which may be away at any time: nothing waits for it without bound, neither in time nor
/// in number. What it does not take at once fails, and whoever asked goes on without it.
public final class BoundedRedis {
    /// Commands of one connection that are under way; at some 10 000 a second and 500 ms patience it never fills.
    static final int COMMANDS_MAX = 8_192;

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private BoundedRedis() {}

    /// While disconnected commands are refused and not queued: they would be late when it is back.
    public static void configure(ClientOptions.Builder options) {
        options.requestQueueSize(COMMANDS_MAX)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .autoReconnect(true)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(ANSWER));
    }
}
