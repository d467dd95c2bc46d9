package dev.warfront.guild;

import dev.warfront.identity.Presence;
import dev.warfront.kernel.Transactions;

/// One store of clans, seen through all of its ports.
public interface GuildPorts {
    Clans clans();

    ClanDirectory clanDirectory();

    ClanStore clanStore();

    Memberships memberships();

    Invitations invitations();

    Treasury treasury();

    Presence presence();

    Transactions transactions();
}
