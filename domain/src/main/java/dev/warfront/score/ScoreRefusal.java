package dev.warfront.score;

import java.util.UUID;

/// What this context refuses. What is wrong with a single event of a batch is no refusal: the
/// answer says it for that event ({@link ScoreCode}).
public sealed interface ScoreRefusal {
    /// The server has no signing key: it was revoked, or never was one.
    record UnknownServer(UUID server) implements ScoreRefusal {}

    /// No event in the batch, or more than {@link AppendScoreEvents#EVENTS_MAX}.
    record BatchSize(int events) implements ScoreRefusal {}

    /// The partition goes on by itself.
    record NotStopped(int partition) implements ScoreRefusal {}

    /// The partition stopped before another record.
    record StoppedElsewhere(long offset) implements ScoreRefusal {}

    /// No record is what is wrong: the log has lost what was read of it, or is another one.
    record LogLost(PartitionStop.Reason reason) implements ScoreRefusal {}
}
