package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;

/// A place in a clan offered to a player.
///
/// @param expiresAt from this instant on it cannot be accepted
public record Invitation(
        InvitationId id,
        ClanId clan,
        PlayerId player,
        PlayerId inviter,
        InvitationStatus status,
        Instant createdAt,
        Instant expiresAt,
        long version) {
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Invitation becomes(InvitationStatus next) {
        return new Invitation(id, clan, player, inviter, next, createdAt, expiresAt, version + 1);
    }
}
