package dev.warfront.guild;

import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;

/// What happens to clans. Published on `guild.lifecycle`, in order per clan.
public sealed interface GuildEvent extends Event {
    /// The feed that they are published on.
    String FEED = "guild.lifecycle";

    ClanId clan();

    /// A clan was founded.
    record ClanCreated(ClanId clan, String name, String tag, PlayerId leader, String region, Instant occurredAt)
            implements GuildEvent {}

    /// A player is a member now.
    record MemberJoined(ClanId clan, PlayerId player, Rank rank, Instant occurredAt) implements GuildEvent {}

    /// A player is a member no longer.
    record MemberLeft(ClanId clan, PlayerId player, LeaveReason reason, Instant occurredAt) implements GuildEvent {}

    /// A promotion, a demotion, or the passing of the leadership.
    ///
    /// @param by who changed it; of a succession the leader who left
    record RankChanged(ClanId clan, PlayerId player, Rank from, Rank to, PlayerId by, Instant occurredAt)
            implements GuildEvent {}

    /// A clan rose to another level.
    ///
    /// @param experience all that it has
    record LevelChanged(ClanId clan, int from, int to, long experience, Instant occurredAt) implements GuildEvent {}

    /// The last member left.
    record ClanDisbanded(ClanId clan, Instant occurredAt) implements GuildEvent {}
}
