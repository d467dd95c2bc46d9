package dev.warfront.territory.postgres;

import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.outbox.Outbox;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.OutboxOnPostgres;
import dev.warfront.territory.Claims;
import dev.warfront.territory.LandPorts;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryStore;
import dev.warfront.territory.TestLand;
import dev.warfront.territory.World;
import dev.warfront.territory.WorldMap;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Land over the real PostgreSQL, for tests of other contexts too.
public final class LandOnPostgres implements LandPorts {
    private static final String PUT = """
            insert into territories (id, key, name, type, region, location, z, radius_m, owner_clan_id, state,
                defense_level, siege_difficulty, resource_type, resource_amount, resource_capacity, base_yield, walls,
                towers, traps, production, window_start, captured_at, abandon_due_at, is_active, version)
            values (:id, cast(:id as text), :name, :type, :region, point(:x, :y), :z, :radius, :owner, :state,
                :defense, :difficulty, :resource, :amount, :capacity, :yield, :walls, :towers, :traps, :production,
                :window, :capturedAt, :abandonDueAt, :active, :version)""";

    private final DatabaseClient database = KernelOnPostgres.database();
    private final PostgresTerritories territories = new PostgresTerritories(database);
    private final OutboxOnPostgres outbox = new OutboxOnPostgres(events());

    /// How the events of land look on the wire.
    public static EventMapping<?> events() {
        return new TerritoryEventMapping();
    }

    @Override
    public Mono<Void> put(Territory land) {
        var improvements = land.improvements();
        return database.sql(PUT)
                .bind("id", land.id().value())
                .bind("name", land.name())
                .bind("type", land.type().name())
                .bind("region", land.region())
                .bind("x", land.location().x())
                .bind("y", land.location().y())
                .bind("z", land.location().z())
                .bind("radius", land.place().radiusM())
                .bind("owner", owner(land))
                .bind("state", land.state().name())
                .bind("defense", land.defenseLevel())
                .bind("difficulty", land.siegeDifficulty())
                .bind("resource", land.stock().type())
                .bind("amount", land.stock().amount())
                .bind("capacity", land.stock().capacity())
                .bind("yield", land.stock().baseYield())
                .bind("walls", improvements.walls())
                .bind("towers", improvements.towers())
                .bind("traps", improvements.traps())
                .bind("production", improvements.production())
                .bind("window", land.windowStart())
                .bind("capturedAt", nullable(java.time.Instant.class, land.capturedAt()))
                .bind("abandonDueAt", nullable(java.time.Instant.class, land.abandonDueAt()))
                .bind("active", land.active())
                .bind("version", land.version())
                .then()
                .then(database.sql("insert into territory_ownership (territory_id, from_at, clan_id, reason)"
                                + " values (:id, :at, :owner, 'WORLD')")
                        .bind("id", land.id().value())
                        .bind("at", TestLand.NOW)
                        .bind("owner", owner(land))
                        .then());
    }

    private static Object owner(Territory land) {
        return nullable(UUID.class, land.owner() == null ? null : land.owner().value());
    }

    @Override
    public Mono<Void> join(TerritoryId one, TerritoryId other) {
        return database.sql("insert into territory_adjacency values (:one, :other), (:other, :one)")
                .bind("one", one.value())
                .bind("other", other.value())
                .then();
    }

    @Override
    public Mono<List<String>> eventTypes(TerritoryId territory) {
        return database.sql("select event_type from outbox_events where aggregate_id = :id order by seq")
                .bind("id", territory.value())
                .map(row -> required(row, "event_type", String.class))
                .all()
                .collectList();
    }

    @Override
    public Territories territories() {
        return territories;
    }

    @Override
    public TerritoryStore store() {
        return territories;
    }

    @Override
    public Claims claims() {
        return new PostgresClaims(database);
    }

    @Override
    public WorldMap map() {
        return new PostgresWorldMap(database);
    }

    @Override
    public World world() {
        return new PostgresWorld(database);
    }

    @Override
    public Outbox outbox() {
        return outbox.outbox();
    }

    @Override
    public Transactions transactions() {
        return KernelOnPostgres.transactions();
    }
}
