package dev.warfront.guild;

import dev.warfront.kernel.Transactions;

/// One store of clans, seen through all of its ports.
public interface GuildPorts {
    Clans clans();

    ClanStore register();

    Memberships memberships();

    Invitations invitations();

    Treasury treasury();

    WarRecords warRecords();

    Activity activity();

    Transactions transactions();
}
