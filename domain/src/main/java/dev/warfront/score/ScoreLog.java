package dev.warfront.score;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The log of score events that the pipeline reads.
public interface ScoreLog {
    /// The feed that it is.
    String FEED = "war.score-events";

    /// Appends the events under the keys of their wars: those of one war in their order, as few records as hold them.
    ///
    /// Error: {@link dev.warfront.kernel.Unavailable} when the log cannot take all of them in time; some may be in
    /// it then, and sending them again is harmless.
    ///
    /// @param server who sent them
    /// @param key with which each record is signed in its name
    /// @return where each of them is, in their order, when the log has all of them
    Mono<List<Place>> append(UUID server, byte[] key, List<ScoreEvent> events);

    /// A place in the log.
    ///
    /// @param receivedAt when the log took it: its receipt, by which lateness is decided
    /// @param offset of its record
    /// @param index its place in its record, from 0
    record Place(Instant receivedAt, int partition, long offset, int index) {}
}
