package dev.warfront.score;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record that was refused, kept for review with its reason. Never counted.
///
/// @param war the war it names, by its content or else by its key; null when it names none
/// @param counted true when it stands in the rejected count of that war
/// @param eventId null when not even that could be read
/// @param detail what is wrong, where the code alone does not say it
public record ReviewRow(
        int partition,
        long offset,
        @Nullable WarId war,
        boolean counted,
        @Nullable UUID eventId,
        ScoreCode code,
        @Nullable String detail,
        @Nullable String type,
        @Nullable PlayerId player,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        long payloadHash,
        RawRecord raw) {
    /// True when a repeat of it must find it: everything before the check for repeats is simply refused again.
    public boolean remembered() {
        return eventId != null && code.compareTo(ScoreCode.SCORE_IDEMPOTENCY_MISMATCH) > 0;
    }
}
