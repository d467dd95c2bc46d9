package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;

import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.IdentityPorts;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import org.springframework.r2dbc.core.DatabaseClient;

/// Accounts over the real PostgreSQL, at a time that only the test moves.
final class IdentityOnPostgres {
    final MutableClock clock = new MutableClock(NOW);
    final DerivedSecrets secrets = new DerivedSecrets(TestSealer.SEALER);
    final PostgresGameServers servers;

    private final DatabaseClient database;
    private final Transactions transactions;

    IdentityOnPostgres() {
        this(KernelOnPostgres.database(), KernelOnPostgres.transactions());
    }

    IdentityOnPostgres(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
        this.servers = serversOfAnotherNode();
    }

    IdentityPorts ports() {
        var sanctions = new PostgresSanctions(database, clock);
        return new IdentityPorts(
                new PostgresAccounts(database),
                new PostgresPlayerDirectory(database),
                new PostgresRefreshFamilies(database),
                new PostgresLoginFailures(database),
                new PostgresLoginAddresses(database),
                servers,
                sanctions,
                sanctions,
                transactions);
    }

    /// It remembers keys by itself.
    PostgresGameServers serversOfAnotherNode() {
        return new PostgresGameServers(database, TestSealer.SEALER, secrets, clock, new ClockTicker(clock), RULES);
    }

    IdentityGame game() {
        return game(Neighbours.quiet());
    }

    IdentityGame game(Neighbours neighbours) {
        return new IdentityGame(ports(), secrets, clock, neighbours);
    }
}
