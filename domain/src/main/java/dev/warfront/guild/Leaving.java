package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.ClanInWar;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import java.util.Optional;

/// How leaving a clan ends.
public sealed interface Leaving permits Leaving.Left, Leaving.Disbanded, UnknownClan, NotAMember, ClanInWar {
    /// The clan goes on.
    ///
    /// @param clan without the leaver
    /// @param leaver as it was
    /// @param succession who leads from now on; empty when the leader stayed
    record Left(Clan clan, Member leaver, Optional<Succession> succession) implements Leaving {}

    /// The leadership passed on.
    ///
    /// @param from the rank of the leader until now
    record Succession(Member leader, Rank from) {}

    /// The last member left, and the clan is no more.
    record Disbanded(Clan clan, Member leaver) implements Leaving {}
}
