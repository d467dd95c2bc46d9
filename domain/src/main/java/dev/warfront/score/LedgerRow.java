package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of the ledger, the only truth about scores. Never changed, never taken away.
///
/// @param eventId of the score event, or of a player's part in it
/// @param seq 1.. within the war, without gaps
/// @param battle null in the open world
/// @param player null when a clan as a whole gets the points
/// @param victimClan the clan that has the death to bear, of a KILL only
/// @param factorBp basis points; 10 000 leaves the base as it is
/// @param occurredAt never after receivedAt
/// @param payloadHash of the event, so that a repeat with another content is found after a restart
/// @param partition of the log it was read from, with the offset of its record there and its index in the record
public record LedgerRow(
        UUID eventId,
        WarId war,
        long seq,
        @Nullable BattleId battle,
        ScoreType type,
        Side side,
        ClanId clan,
        @Nullable PlayerId player,
        @Nullable PlayerId victim,
        @Nullable ClanId victimClan,
        @Nullable TerritoryId territory,
        int basePoints,
        int factorBp,
        long points,
        Instant occurredAt,
        Instant receivedAt,
        long payloadHash,
        int partition,
        long offset,
        int index) {
    public LedgerRow {
        if (occurredAt.isAfter(receivedAt)) {
            throw new IllegalArgumentException(
                    "event " + eventId + " of " + occurredAt + " was received " + receivedAt);
        }
    }

    /// True for a player's part of what is shared; the event itself stands in the row of the remainder.
    public boolean part() {
        return type == ScoreType.OBJECTIVE_CAPTURE && player != null;
    }
}
