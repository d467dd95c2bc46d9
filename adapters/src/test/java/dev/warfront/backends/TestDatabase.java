package dev.warfront.backends;

import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.postgres.GuardedConnections;
import dev.warfront.kernel.postgres.SettledConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/// The real PostgreSQL with the program's migrations, once per JVM. Tests share its tables: each uses ids of its own.
public final class TestDatabase {

    private static final int CONNECTIONS_MAX = 20;

    private static final Deadline DEADLINE = new Deadline(Duration.ofSeconds(30));

    private static final TestDatabase INSTANCE = new TestDatabase();

    private final PostgresServer server = EmbeddedServers.shared().postgres();

    private final ConnectionFactory connections;

    private final DatabaseClient client;

    private TestDatabase() {
        Flyway.configure()
                .dataSource(server.jdbcUrl(), PostgresServer.USER, "")
                .locations("classpath:dev/warfront/backends/migration")
                .failOnMissingLocations(false)
                .load()
                .migrate();
        connections = guardedPool(DEADLINE, new SimpleMeterRegistry());
        client = DatabaseClient.create(connections);
    }

    /// Started and migrated by the first call. Blocks.
    public static TestDatabase get() {
        return INSTANCE;
    }

    /// A pool of its own, guarded as the program's.
    public ConnectionFactory guardedPool(Deadline deadline, MeterRegistry metrics) {
        return guardedPool(server.r2dbcUrl(), deadline, metrics);
    }

    /// Likewise, of another database.
    static ConnectionFactory guardedPool(String url) {
        return guardedPool(url, DEADLINE, new SimpleMeterRegistry());
    }

    private static ConnectionFactory guardedPool(String url, Deadline deadline, MeterRegistry metrics) {
        var options = ConnectionFactoryOptions.parse(url).mutate();
        var driver = new SettledConnections(ConnectionFactories.get(
                GuardedConnections.driverOptions(options, deadline).build()));
        var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(driver)
                .initialSize(1)
                .maxSize(CONNECTIONS_MAX)
                .maxAcquireTime(Duration.ofSeconds(10))
                .build());
        return new GuardedConnections(pool, deadline, metrics);
    }

    /// A pool, as the program has one.
    public ConnectionFactory connections() {
        return connections;
    }

    public DatabaseClient client() {
        return client;
    }

    /// A transaction manager's operator over [#connections].
    public TransactionalOperator transactions() {
        return TransactionalOperator.create(new R2dbcTransactionManager(connections));
    }

    public PostgresServer server() {
        return server;
    }
}
