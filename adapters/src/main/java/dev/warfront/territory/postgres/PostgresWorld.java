package dev.warfront.territory.postgres;

import static dev.warfront.kernel.postgres.Rows.column;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.territory.AuthoredTerritory;
import dev.warfront.territory.World;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The world as rows of `territories` and `territory_adjacency`.
@Component
final class PostgresWorld implements World {
    /// One node at a time.
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('territory.world', 0))";

    /// What is as it was is not touched. xmax is 0 in a row that was inserted and not updated.
    private static final String STORE = """
            with stored as (
                insert into territories as t (id, key, name, type, region, location, z, radius_m, siege_difficulty,
                                              resource_type, resource_capacity, base_yield, window_start)
                select id, key, name, type, region, point(x, y), z, radius, territory_siege_difficulty(type, 1, 0),
                    resource_type, capacity, base_yield, window_start
                from unnest(cast(:ids as uuid[]), cast(:keys as text[]), cast(:names as text[]), cast(:types as text[]),
                    cast(:regions as text[]), cast(:xs as float8[]), cast(:ys as float8[]), cast(:zs as float8[]),
                    cast(:radii as float8[]), cast(:resourceTypes as text[]), cast(:capacities as bigint[]),
                    cast(:baseYields as int[]), cast(:windows as int[]))
                    as authored(id, key, name, type, region, x, y, z, radius, resource_type, capacity, base_yield,
                                window_start)
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
                   or (t.key, t.name, t.type, t.region, t.z, t.radius_m, t.resource_type, t.resource_capacity,
                       t.base_yield)
                      is distinct from
                      (excluded.key, excluded.name, excluded.type, excluded.region, excluded.z, excluded.radius_m,
                       excluded.resource_type, excluded.resource_capacity, excluded.base_yield)
                returning id, xmax = 0 as added),
            first_periods as (
                insert into territory_ownership (territory_id, from_at, reason)
                select id, :at, 'WORLD' from stored where added)
            select count(*) filter (where added) as added, count(*) filter (where not added) as changed from stored""";

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
                .then(store(world, at))
                .delayUntil(_ -> storeBorders(world))
                .zipWhen(
                        _ -> retire(world),
                        (stored, retired) -> new Loaded(stored.added(), stored.changed(), retired.intValue()));
    }

    private record Stored(int added, int changed) {}

    private Mono<Stored> store(List<AuthoredTerritory> world, Instant at) {
        return database.sql(STORE)
                .bind("at", at)
                .bind("ids", column(world, one -> one.id().value(), UUID[]::new))
                .bind("keys", column(world, AuthoredTerritory::key, String[]::new))
                .bind("names", column(world, AuthoredTerritory::name, String[]::new))
                .bind("types", column(world, one -> one.type().name(), String[]::new))
                .bind("regions", column(world, AuthoredTerritory::region, String[]::new))
                .bind("xs", column(world, one -> one.location().x(), Double[]::new))
                .bind("ys", column(world, one -> one.location().y(), Double[]::new))
                .bind("zs", column(world, one -> one.location().z(), Double[]::new))
                .bind("radii", column(world, AuthoredTerritory::radiusM, Double[]::new))
                .bind("resourceTypes", column(world, AuthoredTerritory::resourceType, String[]::new))
                .bind("capacities", column(world, AuthoredTerritory::resourceCapacity, Long[]::new))
                .bind("baseYields", column(world, AuthoredTerritory::baseYield, Integer[]::new))
                .bind("windows", column(world, AuthoredTerritory::windowStart, Integer[]::new))
                .map(row -> new Stored(required(row, "added", Integer.class), required(row, "changed", Integer.class)))
                .one();
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
                .bind("ids", column(world, one -> one.id().value(), UUID[]::new))
                .fetch()
                .rowsUpdated();
    }
}
