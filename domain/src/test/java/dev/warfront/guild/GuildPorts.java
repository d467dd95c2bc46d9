package dev.warfront.guild;

import dev.warfront.kernel.Transactions;

/// One store of clans, seen through all of its ports.
public interface GuildPorts {
    Clans clans();

    Register register();

    Roster roster();

    Invitations invitations();

    Treasury treasury();

    WarRecords warRecords();

    Activity activity();

    Transactions transactions();
}
