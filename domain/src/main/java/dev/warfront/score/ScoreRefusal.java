package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.util.UUID;

/// What this context refuses. What is wrong with a single event of a batch is no refusal: the
/// answer says it for that event ({@link ScoreCode}).
public sealed interface ScoreRefusal {
    /// The server has no signing key: it was revoked, or never was one.
    record UnknownServer(UUID server) implements ScoreRefusal {}

    /// No event in the batch, or more than {@link AppendScoreEvents#EVENTS_MAX}.
    record BatchSize(int events) implements ScoreRefusal {}

    /// There is no such war.
    record UnknownWar(WarId war) implements ScoreRefusal {}

    /// Nothing was decided under that id and time, or nothing that is shown to who asks.
    record UnknownEvent(UUID event) implements ScoreRefusal {}

    /// The partition goes on by itself.
    record NotStopped(int partition) implements ScoreRefusal {}

    /// The partition stopped before another record.
    record StoppedElsewhere(long offset) implements ScoreRefusal {}

    /// No record is what is wrong: the log has lost what was read of it, or is another one.
    record LogLost(PartitionStop.Reason reason) implements ScoreRefusal {}
}
