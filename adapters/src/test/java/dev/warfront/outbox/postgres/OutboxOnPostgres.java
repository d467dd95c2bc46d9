package dev.warfront.outbox.postgres;

import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.outbox.PendingEvents;
import dev.warfront.outbox.ShardLeases;
import java.time.Clock;
import java.util.List;

/// The outbox over the real PostgreSQL, for tests of other rooms too. Each one wakes its own readers.
public final class OutboxOnPostgres {

    private final OutboxRows rows = new OutboxRows(KernelOnPostgres.database(), WireJson.jsonMapper());

    private final List<EventMapping<?>> mappings;

    public OutboxOnPostgres(EventMapping<?>... mappings) {
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
        return new PostgresPendingEvents(KernelOnPostgres.database(), rows, WireJson.jsonMapper());
    }

    public ShardLeases leases() {
        return new PostgresShardLeases(KernelOnPostgres.database());
    }
}
