package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.AlreadyInvited;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.TooManyInvitations;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownPlayer;

/// How the wish to invite a player ends.
public sealed interface InvitationOutcome
        permits InvitationOutcome.Invited,
                UnknownClan,
                ClanNotActive,
                NotAMember,
                InsufficientRank,
                UnknownPlayer,
                AlreadyInClan,
                AlreadyInvited,
                TooManyInvitations {
    record Invited(Invitation invitation) implements InvitationOutcome {}
}
