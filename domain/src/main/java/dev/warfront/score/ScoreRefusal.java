package dev.warfront.score;

import java.util.UUID;

/// Why score events are not taken at all. What is wrong with a single event of a batch is no refusal: the
/// answer says it for that event ({@link ScoreCode}).
public sealed interface ScoreRefusal {
    /// The server has no signing key: it was revoked, or never was one.
    record UnknownServer(UUID server) implements ScoreRefusal {}

    /// No event in the batch, or more than {@link AppendScoreEvents#EVENTS_MAX}.
    record BatchSize(int events) implements ScoreRefusal {}
}
