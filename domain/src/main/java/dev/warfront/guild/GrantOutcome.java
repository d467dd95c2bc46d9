package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.BadGrant;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.GrantTooLarge;
import dev.warfront.guild.GuildRefusal.UnknownClan;

/// How a grant to a clan ends.
public sealed interface GrantOutcome permits GrantOutcome.Granted, BadGrant, UnknownClan, ClanNotActive, GrantTooLarge {
    /// Stored.
    ///
    /// @param clan with what was granted
    record Granted(Grant grant, Clan clan) implements GrantOutcome {}
}
