package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import java.time.Instant;

/// One participant as readers see it, without live scores.
///
/// @param tally zeros until the outcome is stored
public record ParticipantView(
        PlayerId player,
        ClanId clan,
        Side side,
        ParticipantStatus status,
        Instant eligibleFrom,
        Instant joinedAt,
        Tally tally) {}
