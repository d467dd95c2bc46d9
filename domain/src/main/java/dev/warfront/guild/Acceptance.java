package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.ClanFull;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InvitationExpired;
import dev.warfront.guild.GuildRefusal.InvitationNotPending;
import dev.warfront.guild.GuildRefusal.JoinBar;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.guild.GuildRefusal.VersionMismatch;

/// How the acceptance of an invitation ends.
public sealed interface Acceptance
        permits Acceptance.Joined,
                UnknownInvitation,
                InvitationNotPending,
                InvitationExpired,
                ClanNotActive,
                JoinBar,
                ClanFull,
                VersionMismatch {
    record Joined(Clan clan, Member member, Invitation invitation) implements Acceptance {}
}
