package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.WarLand;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.ContestedLands;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Contested land as rows of `clan_war_territories`.
@Component
final class PostgresContestedLands implements ContestedLands {
    private static final String LAND =
            "select " + LandRows.COLUMNS + " from clan_war_territories t where t.war_id = :war";

    private static final String REPLACE = """
            update clan_war_territories set owner_clan_id = :holder, holder_side = :side, captured_at = :capturedAt,
                capture_locked_until = :lockedUntil,
                defense_level = :level, capture_count = :captures, version = :version
            where war_id = :war and territory_id = :territory and version = :version - 1""";

    private static final String FORTIFY = """
            update clan_war_territories t set defense_level = l.level
            from unnest(cast(:territories as uuid[]), cast(:levels as int[])) as l(territory, level)
            where t.war_id = :war and t.territory_id = l.territory""";

    private static final String SETTLE = """
            update clan_war_territories t set settled_clan_id = s.clan
            from unnest(cast(:territories as uuid[]), cast(:clans as uuid[])) as s(territory, clan)
            where t.war_id = :war and t.territory_id = s.territory""";

    private static final String SETTLED = """
            select territory_id, initial_owner_clan_id, settled_clan_id from clan_war_territories
            where war_id = :war and settled_clan_id is not null order by territory_id""";

    private final DatabaseClient database;

    PostgresContestedLands(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<List<ContestedLand>> of(WarId war) {
        return database.sql(LAND + " order by t.territory_id")
                .bind("war", war.value())
                .map(LandRows::land)
                .all()
                .collectList();
    }

    @Override
    public Mono<ContestedLand> find(WarId war, TerritoryId territory) {
        return database.sql(LAND + " and t.territory_id = :territory")
                .bind("war", war.value())
                .bind("territory", territory.value())
                .map(LandRows::land)
                .one();
    }

    @Override
    public Mono<Void> replace(WarId war, ContestedLand next) {
        var sql = database.sql(REPLACE)
                .bind("war", war.value())
                .bind("territory", next.territory().value())
                .bind("holder", next.holder().value())
                .bind("side", next.holderSide().name())
                .bind("capturedAt", nullable(Instant.class, next.capturedAt()))
                .bind("lockedUntil", nullable(Instant.class, next.lockedUntil()))
                .bind("level", next.defenseLevel())
                .bind("captures", next.captureCount())
                .bind("version", next.version());
        return change(sql, "land of war " + war.value() + ":", next.territory().value());
    }

    @Override
    public Mono<Void> fortify(WarId war, Map<TerritoryId, Integer> levels) {
        var entries = List.copyOf(levels.entrySet());
        return database.sql(FORTIFY)
                .bind("war", war.value())
                .bind(
                        "territories",
                        entries.stream().map(one -> one.getKey().value()).toArray(UUID[]::new))
                .bind("levels", entries.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> settle(WarId war, List<WarLand.Transfer> transfers) {
        return database.sql(SETTLE)
                .bind("war", war.value())
                .bind(
                        "territories",
                        transfers.stream().map(one -> one.territory().value()).toArray(UUID[]::new))
                .bind("clans", transfers.stream().map(one -> one.to().value()).toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<List<WarLand.Transfer>> settled(WarId war) {
        return database.sql(SETTLED)
                .bind("war", war.value())
                .map(row -> new WarLand.Transfer(
                        new TerritoryId(required(row, "territory_id", UUID.class)),
                        new ClanId(required(row, "initial_owner_clan_id", UUID.class)),
                        new ClanId(required(row, "settled_clan_id", UUID.class))))
                .all()
                .collectList();
    }
}
