package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a score event. Source: docs/rules/score.md, verdicts.
public sealed interface EventVerdict {
    /// It counts.
    ///
    /// @param points of all its rows together
    /// @param seq of its first row
    /// @param rows of the ledger, from that one on without a gap
    /// @param occurredAt as it counts: never after its receipt
    record Accepted(
            UUID eventId,
            WarId war,
            ScoreType type,
            long points,
            long seq,
            int rows,
            Instant occurredAt,
            ScoreLog.Place place)
            implements EventVerdict {}

    /// It does not.
    ///
    /// @param eventId null when not even that could be read
    /// @param war the war it names, by its content or else by its key; null when it names none
    /// @param field which of its fields is at fault; null when none is
    /// @param detail what is wrong, where the code alone does not say it
    /// @param type what it says; null when that could not be read, as occurredAt
    /// @param server of which its record says it is; null when it says none
    /// @param signed whether that server has signed it; else anybody may have named it
    record Refused(
            @Nullable UUID eventId,
            @Nullable WarId war,
            ScoreCode code,
            @Nullable FaultyField field,
            @Nullable String detail,
            @Nullable String type,
            @Nullable Instant occurredAt,
            @Nullable UUID server,
            boolean signed,
            ScoreLog.Place place)
            implements EventVerdict {}
}
