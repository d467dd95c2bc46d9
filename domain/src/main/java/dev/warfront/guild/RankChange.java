package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownMember;
import dev.warfront.guild.GuildRefusal.VersionMismatch;

/// How the wish to change a member's rank ends.
public sealed interface RankChange
        permits RankChange.Changed,
                RankChange.LeadershipPassed,
                RankChange.Unchanged,
                UnknownClan,
                ClanNotActive,
                NotAMember,
                UnknownMember,
                InsufficientRank,
                VersionMismatch {
    record Changed(Member member, Rank from) implements RankChange {}

    /// Two ranks changed at once.
    ///
    /// @param former the leader until now, a DEPUTY from now on
    record LeadershipPassed(Clan clan, Member leader, Rank from, Member former) implements RankChange {}

    /// The member has the rank already.
    record Unchanged(Member member) implements RankChange {}
}
