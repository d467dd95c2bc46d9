package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;

import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.AccountsContract;
import dev.warfront.identity.GameServersContract;
import dev.warfront.identity.IdentityPorts;
import dev.warfront.identity.LoginFailuresContract;
import dev.warfront.identity.RefreshFamiliesContract;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.http.HttpServer;

/// The contracts on the real PostgreSQL.
class PostgresIdentityContractsTest
        implements AccountsContract, RefreshFamiliesContract, LoginFailuresContract, GameServersContract {

    @Override
    public IdentityPorts ports() {
        var db = TestDatabase.get().client();
        return new IdentityPorts(
                new PostgresAccounts(db),
                new PostgresRefreshFamilies(db),
                new PostgresLoginFailures(db),
                new PostgresGameServers(
                        db, TestSealer.SEALER, new DerivedSecrets(TestSealer.SEALER), new MutableClock(NOW), RULES),
                HttpServer.transactions());
    }
}
