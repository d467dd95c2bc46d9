package dev.warfront.territory.postgres;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.postgres.Conditions;
import dev.warfront.kernel.postgres.Cursor;
import dev.warfront.territory.OwnershipPeriod;
import dev.warfront.territory.Territory;
import dev.warfront.territory.WorldMap;
import io.r2dbc.spi.Readable;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The map, read from `territories`; distances from the GiST index of their locations.
@Component
final class PostgresWorldMap implements WorldMap {
    private static final String DISTANCE = "t.location <-> point(:x, :y)";

    /// A circle a little too large for the index, whose comparison is fuzzy, then the exact distance.
    private static final String WITHIN =
            "t.location <@ circle(point(:x, :y), :radius + 0.001) and " + DISTANCE + " <= :radius";

    private static final String NEIGHBOURS = "select " + TerritoryRows.COLUMNS + """
             from territory_adjacency a join territories t on t.id = a.neighbour_id
            where a.territory_id = :territory and t.is_active order by t.name""";

    private static final String HISTORY = """
            select territory_id, clan_id, from_at, until_at, reason, reference from territory_ownership
            where territory_id = :territory""";

    private final DatabaseClient database;

    PostgresWorldMap(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Page<Territory>> list(WorldMap.Filter filter, PageRequest page) {
        return Cursor.page(
                page,
                1,
                cursor -> {
                    var sql = database.sql(pageSql(filter, cursor != null))
                            .bindValues(wanted(filter).values())
                            .bind("limit", page.limit() + 1);
                    return (cursor == null ? sql : sql.bind("after", cursor.text(0)))
                            .map(TerritoryRows::territory)
                            .all();
                },
                last -> Cursor.of(last.name()));
    }

    /// @param goesOn whether another page was before
    private static String pageSql(WorldMap.Filter filter, boolean goesOn) {
        return "select " + TerritoryRows.COLUMNS + " from territories t where "
                + wanted(filter).sql() + (goesOn ? " and t.name > :after" : "") + " order by t.name limit :limit";
    }

    @Override
    public Mono<List<Nearby>> near(double x, double y, WorldMap.Vicinity vicinity, WorldMap.Filter filter) {
        return Mono.defer(() -> {
            var wanted = wanted(filter);
            return switch (vicinity) {
                case WorldMap.Vicinity.Within(var radius) ->
                    near(x, y, wanted.and(WITHIN, "radius", radius), WorldMap.Vicinity.MOST);
                case WorldMap.Vicinity.Nearest(var k) -> near(x, y, wanted, k);
            };
        });
    }

    private Mono<List<Nearby>> near(double x, double y, Conditions wanted, int limit) {
        return database.sql(nearSql(wanted.sql()))
                .bindValues(wanted.values())
                .bind("x", x)
                .bind("y", y)
                .bind("limit", limit)
                .map(PostgresWorldMap::nearby)
                .all()
                .collectList();
    }

    /// Ordered by the index alone; only equal distances are sorted by id afterwards.
    private static String nearSql(String wanted) {
        return "select " + TerritoryRows.COLUMNS + ", " + DISTANCE + " as distance_m from territories t where " + wanted
                + " order by " + DISTANCE + ", t.id limit :limit";
    }

    @Override
    public Mono<List<Territory>> neighbours(TerritoryId territory) {
        return database.sql(NEIGHBOURS)
                .bind("territory", territory.value())
                .map(TerritoryRows::territory)
                .all()
                .collectList();
    }

    @Override
    public Mono<Page<OwnershipPeriod>> history(TerritoryId territory, PageRequest page) {
        return Cursor.page(
                page,
                1,
                cursor -> {
                    var sql = database.sql(HISTORY + (cursor == null ? "" : " and from_at < :before")
                                    + " order by from_at desc limit :limit")
                            .bind("territory", territory.value())
                            .bind("limit", page.limit() + 1);
                    return (cursor == null ? sql : sql.bind("before", cursor.instant(0)))
                            .map(TerritoryRows::period)
                            .all();
                },
                last -> Cursor.of(last.from()));
    }

    private static Nearby nearby(Readable row) {
        return new Nearby(TerritoryRows.territory(row), TerritoryRows.number(row, "distance_m"));
    }

    /// An owner has little land, a region less than a state: beside them the others are looked at row by row,
    /// so that no second index is read whole.
    private static Conditions wanted(WorldMap.Filter filter) {
        var wanted = new Conditions("t.is_active");
        var owned = filter.owner() != null;
        if (filter.owner() != null) {
            wanted.and("t.owner_clan_id = :owner", "owner", filter.owner().value());
        }
        if (filter.state() != null) {
            var byRow = owned || filter.region() != null;
            wanted.and(column("t.state", byRow) + " = " + Conditions.literal(filter.state()));
        }
        if (filter.type() != null) {
            wanted.and(column("t.type", owned) + " = " + Conditions.literal(filter.type()));
        }
        if (filter.region() != null) {
            wanted.and(column("t.region", owned) + " = :region", "region", filter.region());
        }
        return wanted;
    }

    private static String column(String name, boolean byRow) {
        return byRow ? Conditions.unindexed(name) : name;
    }
}
