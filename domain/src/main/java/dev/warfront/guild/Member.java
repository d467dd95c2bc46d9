package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;

/// A player's present membership.
///
/// @param lastActiveAt when the member was last seen
/// @param contribution experience earned for the clan
public record Member(
        ClanId clan,
        PlayerId player,
        Rank rank,
        Instant joinedAt,
        Instant lastActiveAt,
        long contribution,
        long version) {
    /// Why a membership ended.
    public enum LeaveReason {
        LEFT,
        KICKED
    }

    static Member joining(ClanId clan, PlayerId player, Rank rank, Instant now) {
        return new Member(clan, player, rank, now, now, 0, 1);
    }

    Member ranked(Rank next) {
        return new Member(clan, player, next, joinedAt, lastActiveAt, contribution, version + 1);
    }
}
