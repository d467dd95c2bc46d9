package dev.warfront.audit.postgres;

import dev.warfront.audit.AuditPorts;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.SpringTransactions;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/// The audit log over the real PostgreSQL, for tests of other rooms too.
public final class AuditOnPostgres {
    private AuditOnPostgres() {}

    /// In the database of all tests.
    public static AuditPorts ports() {
        return ports(KernelOnPostgres.database(), KernelOnPostgres.transactions());
    }

    /// In a database of its own.
    public static AuditPorts ports(ConnectionFactory database) {
        return ports(DatabaseClient.create(database), new SpringTransactions(new R2dbcTransactionManager(database)));
    }

    private static AuditPorts ports(DatabaseClient database, Transactions transactions) {
        return new AuditPorts(new PostgresAuditLog(database), new PostgresAuditChain(database), transactions);
    }
}
