package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.UUID;

/// A place in a clan offered to a player.
///
/// @param expiresAt from this instant on it cannot be accepted
public record Invitation(
        Id id,
        ClanId clan,
        PlayerId player,
        PlayerId inviter,
        Status status,
        Instant createdAt,
        Instant expiresAt,
        long version) {
    /// An invitation into a clan.
    public record Id(UUID value) {}

    /// Only a PENDING invitation can be accepted; every other state is final.
    public enum Status {
        PENDING,
        ACCEPTED,
        REVOKED,
        EXPIRED
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Invitation becomes(Status next) {
        return new Invitation(id, clan, player, inviter, next, createdAt, expiresAt, version + 1);
    }
}
