package dev.warfront.score;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What could be read from a record of the log.
public sealed interface Reading {
    /// Not one of ours, or incomplete.
    ///
    /// @param eventId the id it carries, where at least that could be read
    /// @param detail what is wrong with it, for whoever sent it
    record Unreadable(@Nullable UUID eventId, String detail) implements Reading {}

    /// A fact that a game server reports.
    record Reported(ScoreEvent event) implements Reading {}

    /// A capture that the program derived.
    ///
    /// @param storedAt when it was stored with its cause; counts as its receipt, however late the log got it
    record Captured(CaptureScoreEvent fact, Instant storedAt) implements Reading {}

    /// The mark behind which nothing of its war counts any more.
    record CutOff(WarId war) implements Reading {}
}
