package dev.warfront.score;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a {@link ScoreEventCodec} found in what was sent.
public sealed interface ParsedEvent {
    /// Undecodable, or incomplete.
    ///
    /// @param eventId the id it carries, where at least that could be read
    /// @param detail what is wrong with it, for whoever sent it
    /// @param field which of its fields is at fault; null when it is none of a game server's
    record Malformed(
            @Nullable UUID eventId, String detail, @Nullable FaultyField field) implements ParsedEvent {
        /// Of which no field is at fault.
        public Malformed(@Nullable UUID eventId, String detail) {
            this(eventId, detail, null);
        }
    }

    /// An event that a game server reports.
    record Reported(ScoreEvent event) implements ParsedEvent {}

    /// A capture that the program derived.
    ///
    /// @param storedAt when it was stored with its cause; counts as its receipt, however late the log got it
    record Captured(CaptureScoreEvent event, Instant storedAt) implements ParsedEvent {}

    /// The cut-off marker: nothing behind it counts for its war any more.
    record CutOff(WarId war) implements ParsedEvent {}

    /// The war it names; null when it cannot be read.
    default @Nullable WarId war() {
        return switch (this) {
            case Malformed _ -> null;
            case Reported(var event) -> event.war();
            case Captured(var event, var _) -> event.war();
            case CutOff(var war) -> war;
        };
    }
}
