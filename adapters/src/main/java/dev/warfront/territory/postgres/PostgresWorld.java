package dev.warfront.territory.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.territory.AuthoredTerritory;
import dev.warfront.territory.World;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The world as rows of `territories` and `territory_adjacency`.
@Component
final class PostgresWorld implements World {
    /// One node at a time.
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('territory.world', 0))";

    /// xmax is 0 in a row that was inserted and not updated.
    private static final String STORE = """
            insert into territories as t (id, key, name, type, region, location, z, radius_m, siege_difficulty,
                                          resource_type, resource_capacity, base_yield, window_start)
            values (:id, :key, :name, :type, :region, point(:x, :y), :z, :radius,
                    territory_siege_difficulty(:type, 1, 0), :resourceType, :capacity, :baseYield, :window)
            on conflict (id) do update set
                key = excluded.key, name = excluded.name, type = excluded.type, region = excluded.region,
                location = excluded.location, z = excluded.z, radius_m = excluded.radius_m,
                siege_difficulty = territory_siege_difficulty(
                    excluded.type, t.defense_level, t.walls + t.towers + t.traps),
                resource_type = excluded.resource_type, resource_capacity = excluded.resource_capacity,
                resource_amount = least(t.resource_amount, excluded.resource_capacity),
                base_yield = excluded.base_yield, is_active = true, version = t.version + 1
            where not t.is_active
               or not t.location ~= excluded.location
               or (t.key, t.name, t.type, t.region, t.z, t.radius_m, t.resource_type, t.resource_capacity, t.base_yield)
                  is distinct from
                  (excluded.key, excluded.name, excluded.type, excluded.region, excluded.z, excluded.radius_m,
                   excluded.resource_type, excluded.resource_capacity, excluded.base_yield)
            returning xmax = 0 as added""";

    private static final String FIRST_PERIOD = """
            insert into territory_ownership (territory_id, from_at, reason) values (:id, :at, 'WORLD')""";

    private static final String FORGET_BORDERS = """
            delete from territory_adjacency a
            where not exists (
                select 1 from unnest(cast(:from as uuid[]), cast(:to as uuid[])) as b(territory_id, neighbour_id)
                where b.territory_id = a.territory_id and b.neighbour_id = a.neighbour_id)""";

    private static final String STORE_BORDERS = """
            insert into territory_adjacency (territory_id, neighbour_id)
            select * from unnest(cast(:from as uuid[]), cast(:to as uuid[]))
            on conflict do nothing""";

    private static final String RETIRE = """
            update territories set is_active = false, version = version + 1
            where is_active and locked_by_war_id is null and id <> all(:ids)""";

    private final DatabaseClient database;

    PostgresWorld(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Loaded> load(List<AuthoredTerritory> world, Instant at) {
        return database.sql(LOCK)
                .then()
                .thenMany(Flux.fromIterable(world).concatMap(territory -> store(territory, at)))
                .collectList()
                .flatMap(added -> storeBorders(world)
                        .then(retire(world))
                        .map(retired -> new Loaded(
                                (int) added.stream()
                                        .filter(Boolean::booleanValue)
                                        .count(),
                                (int) added.stream().filter(one -> !one).count(),
                                retired.intValue())));
    }

    /// True when it was added, false when changed; empty when it is as it was.
    private Mono<Boolean> store(AuthoredTerritory territory, Instant at) {
        return database.sql(STORE)
                .bind("id", territory.id().value())
                .bind("key", territory.key())
                .bind("name", territory.name())
                .bind("type", territory.type().name())
                .bind("region", territory.region())
                .bind("x", territory.location().x())
                .bind("y", territory.location().y())
                .bind("z", territory.location().z())
                .bind("radius", territory.radiusM())
                .bind("resourceType", territory.resourceType())
                .bind("capacity", territory.resourceCapacity())
                .bind("baseYield", territory.baseYield())
                .bind("window", territory.windowStart())
                .map(row -> required(row, "added", Boolean.class))
                .one()
                .flatMap(added -> added ? firstOwnership(territory, at).thenReturn(true) : Mono.just(false));
    }

    private Mono<Void> firstOwnership(AuthoredTerritory territory, Instant at) {
        return database.sql(FIRST_PERIOD)
                .bind("id", territory.id().value())
                .bind("at", at)
                .then();
    }

    private Mono<Void> storeBorders(List<AuthoredTerritory> world) {
        var from = world.stream()
                .flatMap(territory ->
                        territory.neighbours().stream().map(_ -> territory.id().value()))
                .toArray(UUID[]::new);
        var to = world.stream()
                .flatMap(territory -> territory.neighbours().stream()
                        .map(key -> AuthoredTerritory.idOf(key).value()))
                .toArray(UUID[]::new);
        return database.sql(FORGET_BORDERS)
                .bind("from", from)
                .bind("to", to)
                .then()
                .then(database.sql(STORE_BORDERS)
                        .bind("from", from)
                        .bind("to", to)
                        .then());
    }

    private Mono<Long> retire(List<AuthoredTerritory> world) {
        return database.sql(RETIRE)
                .bind(
                        "ids",
                        world.stream().map(territory -> territory.id().value()).toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }
}
