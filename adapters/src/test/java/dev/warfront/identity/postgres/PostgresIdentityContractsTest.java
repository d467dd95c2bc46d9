package dev.warfront.identity.postgres;

import dev.warfront.identity.AccountsContract;
import dev.warfront.identity.GameServersContract;
import dev.warfront.identity.IdentityPorts;
import dev.warfront.identity.LoginAddressesContract;
import dev.warfront.identity.LoginFailuresContract;
import dev.warfront.identity.PlayerDirectoryContract;
import dev.warfront.identity.RefreshFamiliesContract;
import dev.warfront.identity.SanctionsContract;

/// The contracts on the real PostgreSQL.
class PostgresIdentityContractsTest
        implements AccountsContract,
                PlayerDirectoryContract,
                RefreshFamiliesContract,
                LoginFailuresContract,
                LoginAddressesContract,
                GameServersContract,
                SanctionsContract {

    @Override
    public IdentityPorts ports() {
        return new IdentityOnPostgres().ports();
    }
}
