package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One participant as readers see it, without live scores.
///
/// @param place whether its side had a place for it; without one it does not fight
/// @param eligibleFrom null without a place, or without the right to fight
/// @param tally zeros until the outcome is stored
public record ParticipantView(
        PlayerId player,
        ClanId clan,
        Side side,
        ParticipantStatus status,
        boolean place,
        @Nullable Instant eligibleFrom,
        Instant joinedAt,
        Tally tally) {}
