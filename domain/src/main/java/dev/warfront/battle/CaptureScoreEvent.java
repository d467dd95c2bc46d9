package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;

/// A territory was captured: the score event that yields TERRITORY_CAPTURE points.
///
/// @param eventId follows from war, territory and the number of the capture, so that an event derived twice is
/// one event
/// @param points what it is worth, factors included
public record CaptureScoreEvent(
        UUID eventId,
        WarId war,
        BattleId battle,
        TerritoryId territory,
        Side side,
        ClanId clan,
        long points,
        Instant occurredAt) {
    /// The id of the score event of one capture.
    ///
    /// @param captureCount 1.. how many captures of this territory in this war there were, this one included
    public static UUID idOf(WarId war, TerritoryId territory, int captureCount) {
        return NamedId.of(war.value(), territory.value() + ":" + captureCount);
    }
}
