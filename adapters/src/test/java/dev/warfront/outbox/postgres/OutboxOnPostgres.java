package dev.warfront.outbox.postgres;

import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.outbox.PendingEvents;
import dev.warfront.outbox.ShardLeases;
import java.time.Clock;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/// The outbox over the real PostgreSQL, for tests of other rooms too. Each one wakes its own readers.
public final class OutboxOnPostgres {

    private final DatabaseClient database;

    private final OutboxRows rows;

    private final List<EventMapping<?>> mappings;

    public OutboxOnPostgres(EventMapping<?>... mappings) {
        this(KernelOnPostgres.database(), mappings);
    }

    /// In another database than the shared one.
    public OutboxOnPostgres(DatabaseClient database, EventMapping<?>... mappings) {
        this.database = database;
        this.rows = new OutboxRows(database, WireJson.jsonMapper());
        this.mappings = List.of(mappings);
    }

    public PostgresOutbox outbox() {
        return new PostgresOutbox(
                rows, new EventMappings(mappings), WireJson.jsonMapper(), KernelOnPostgres.ids(), Clock.systemUTC());
    }

    public UnwrappedRecords rawRecords() {
        return new UnwrappedRecords(rows, KernelOnPostgres.ids());
    }

    public PendingEvents pending() {
        return new PostgresPendingEvents(database, rows, WireJson.jsonMapper());
    }

    public ShardLeases leases() {
        return new PostgresShardLeases(database);
    }
}
