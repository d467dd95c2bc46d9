package dev.warfront.territory.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.OwnershipPeriod;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Land as rows of `territories`, its owners as rows of `territory_ownership`.
@Component
final class PostgresTerritories implements Territories, TerritoryStore {
    private static final String LAND = "select " + TerritoryRows.COLUMNS + " from territories t";

    private static final String UNREACHABLE = """
            select t.id from territories t
            where t.id = any(:ids)
              and exists (select 1 from territories o where o.owner_clan_id = :clan and o.is_active)
              and not exists (
                  select 1 from territory_adjacency a join territories o on o.id = a.neighbour_id
                  where a.territory_id = t.id and o.owner_clan_id = :clan and o.is_active)
              and not exists (
                  select 1 from territories o
                  where o.owner_clan_id = :clan and o.is_active and (o.location <-> t.location) <= :reach)
            order by t.id""";

    private static final String OWNED_BY_EACH = """
            select c.clan_id, count(t.id)::int as owned
            from unnest(:clans) as c (clan_id)
            left join territories t on t.owner_clan_id = c.clan_id and t.is_active
            group by c.clan_id""";

    private static final String REPLACE = """
            update territories set
                owner_clan_id = :owner, state = :state, defense_level = :defense, siege_difficulty = :difficulty,
                resource_amount = :amount, walls = :walls, towers = :towers, traps = :traps, production = :production,
                window_start = :window, protected_until = :protectedUntil, locked_by_war_id = :war,
                captured_at = :capturedAt, abandon_due_at = :abandonDueAt, version = :version
            where id = :id and version = :version - 1""";

    /// Ends and begins at the same instant, and a period lasts a millisecond at least.
    private static final String OPEN_PERIOD = """
            with closed as (
                update territory_ownership
                set until_at = greatest(cast(:at as timestamptz), from_at + interval '1 millisecond')
                where territory_id = :id and until_at is null
                returning until_at
            )
            insert into territory_ownership (territory_id, from_at, clan_id, reason, reference)
            select :id, until_at, :owner, :reason, :reference from closed""";

    private final DatabaseClient database;

    PostgresTerritories(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Territory> find(TerritoryId id) {
        return database.sql(LAND + " where t.id = :id")
                .bind("id", id.value())
                .map(TerritoryRows::territory)
                .one();
    }

    @Override
    public Mono<List<Territory>> findAll(Collection<TerritoryId> ids) {
        return database.sql(LAND + " where t.id = any(:ids) order by t.id")
                .bind("ids", array(ids, TerritoryId::value))
                .map(TerritoryRows::territory)
                .all()
                .collectList();
    }

    @Override
    public Mono<Territory> lock(TerritoryId id) {
        return database.sql(LAND + " where t.id = :id for update")
                .bind("id", id.value())
                .map(TerritoryRows::territory)
                .one();
    }

    @Override
    public Mono<List<Territory>> lockAll(Collection<TerritoryId> ids) {
        return database.sql(LAND + " where t.id = any(:ids) order by t.id for update")
                .bind("ids", array(ids, TerritoryId::value))
                .map(TerritoryRows::territory)
                .all()
                .collectList();
    }

    @Override
    public Mono<List<Territory>> lockOf(WarId war) {
        return database.sql(LAND + " where t.locked_by_war_id = :war order by t.id for update")
                .bind("war", war.value())
                .map(TerritoryRows::territory)
                .all()
                .collectList();
    }

    @Override
    public Mono<List<Territory>> lockOf(ClanId owner) {
        return database.sql(LAND + " where t.owner_clan_id = :owner order by t.id for update")
                .bind("owner", owner.value())
                .map(TerritoryRows::territory)
                .all()
                .collectList();
    }

    @Override
    public Mono<Integer> countOwnedBy(ClanId clan) {
        return database.sql("select count(*)::int as owned from territories where owner_clan_id = :clan and is_active")
                .bind("clan", clan.value())
                .map(row -> required(row, "owned", Integer.class))
                .one();
    }

    @Override
    public Mono<Map<ClanId, Integer>> countOwnedByEach(Collection<ClanId> clans) {
        return database.sql(OWNED_BY_EACH)
                .bind("clans", array(clans, ClanId::value))
                .map(row -> Map.entry(
                        new ClanId(required(row, "clan_id", UUID.class)), required(row, "owned", Integer.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<List<TerritoryId>> unreachable(ClanId clan, Collection<TerritoryId> ids, double reachM) {
        return database.sql(UNREACHABLE)
                .bind("clan", clan.value())
                .bind("ids", array(ids, TerritoryId::value))
                .bind("reach", reachM)
                .map(row -> new TerritoryId(required(row, "id", UUID.class)))
                .all()
                .collectList();
    }

    @Override
    public Mono<Void> replace(Territory next) {
        var improvements = next.improvements();
        var sql = database.sql(REPLACE)
                .bind("id", next.id().value())
                .bind("owner", owner(next))
                .bind("state", next.state().name())
                .bind("defense", next.defenseLevel())
                .bind("difficulty", next.siegeDifficulty())
                .bind("amount", next.stock().amount())
                .bind("walls", improvements.walls())
                .bind("towers", improvements.towers())
                .bind("traps", improvements.traps())
                .bind("production", improvements.production())
                .bind("window", next.windowStart())
                .bind("protectedUntil", nullable(Instant.class, next.protectedUntil()))
                .bind(
                        "war",
                        nullable(
                                UUID.class,
                                next.lockedBy() == null ? null : next.lockedBy().value()))
                .bind("capturedAt", nullable(Instant.class, next.capturedAt()))
                .bind("abandonDueAt", nullable(Instant.class, next.abandonDueAt()))
                .bind("version", next.version());
        return change(sql, "territory", next.id());
    }

    @Override
    public Mono<Void> pass(Territory next, OwnershipPeriod.Reason reason, @Nullable UUID reference, Instant at) {
        return replace(next)
                .then(database.sql(OPEN_PERIOD)
                        .bind("id", next.id().value())
                        .bind("at", at)
                        .bind("owner", owner(next))
                        .bind("reason", reason.name())
                        .bind("reference", nullable(UUID.class, reference))
                        .then());
    }

    private static Object owner(Territory territory) {
        var owner = territory.owner();
        return nullable(UUID.class, owner == null ? null : owner.value());
    }

    private static <I> UUID[] array(Collection<I> ids, Function<I, UUID> value) {
        return ids.stream().map(value).toArray(UUID[]::new);
    }
}
