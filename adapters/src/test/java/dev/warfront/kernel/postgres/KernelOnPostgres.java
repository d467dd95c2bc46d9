package dev.warfront.kernel.postgres;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Transactions;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/// The kernel's pieces over the real PostgreSQL, for tests.
public final class KernelOnPostgres {

    public static final Deadline DEADLINE = new Deadline(Duration.ofSeconds(5));

    private KernelOnPostgres() {}

    public static DatabaseClient database() {
        return TestDatabase.get().client();
    }

    public static Transactions transactions() {
        return new SpringTransactions(
                new R2dbcTransactionManager(TestDatabase.get().connections()));
    }

    public static RandomIds ids() {
        return new RandomIds(Clock.systemUTC());
    }
}
