package dev.warfront.score;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The log of facts that the pipeline reads.
public interface ScoreLog {
    /// The feed that it is.
    String FEED = "war.score-events";

    /// Appends the events, signed with the server's key, each under the key of its war. Fails when the log cannot
    /// take all of them in time; some may be in it then, and sending them again is harmless. Fails with {@link
    /// UnknownServer} for a server without a key.
    ///
    /// @return where each of them is, in their order, when the log has all of them
    Mono<List<Place>> append(UUID server, List<ScoreEvent> events);

    /// A place in the log.
    ///
    /// @param receivedAt when the log took it: its receipt, by which lateness is judged
    record Place(Instant receivedAt, int partition, long offset) {}

    /// The server has no signing key: it was revoked, or never was one.
    final class UnknownServer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /// Nothing was appended.
        public UnknownServer(UUID server) {
            super("no signing key of server " + server);
        }
    }
}
