package dev.warfront.battle.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.battle.Battle;
import dev.warfront.battle.Battles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.AfterCommit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Battles as rows of `clan_war_battles`.
@Component
final class PostgresBattles implements Battles {
    private static final String INSERT = """
            insert into clan_war_battles (id, war_id, territory_id, land, battle_type, status, scheduled_at,
                holder_side, host, server_id, zone_center, zone_z, zone_radius_m, zone_z_min, zone_z_max, max_per_side, version)
            values (:id, :war, :territory, :land, :type, 'CREATED', :scheduledAt,
                :holder, :host, :server, point(:x, :y), :z, :radius, :zMin, :zMax, :maxPerSide, :version)""";

    private static final String START = """
            update clan_war_battles set status = 'ACTIVE', started_at = :startedAt, ends_at = :endsAt,
                server_id = :server, version = :version
            where id = :id and scheduled_at = :scheduledAt and version = :version - 1""";

    private static final String END = """
            update clan_war_battles set status = 'ENDED', ended_at = :endedAt, holder_side = :holder,
                attacker_score = :attackerScore, defender_score = :defenderScore, winner_side = :winner,
                end_reason = :reason, captured = :captured, version = :version
            where id = :id and scheduled_at = :scheduledAt and version = :version - 1""";

    private static final String LOAD = """
            select (select count(*)::int from clan_war_battles where war_id = :war and status = 'ACTIVE') as war,
                   (select count(*)::int from clan_war_battles where status = 'ACTIVE') as world""";

    private static final String DEFENDS = """
            select exists (select 1 from clan_war_battles where war_id = :war and status = 'ACTIVE'
                and battle_type = 'SIEGE' and holder_side = :side) as defends""";

    private static final String SIEGES_WON = """
            select winner_side, count(*)::int as won from clan_war_battles
            where war_id = :war and status = 'ENDED' and battle_type = 'SIEGE' and winner_side is not null
            group by winner_side""";

    private final DatabaseClient database;
    private final BattleMeters meters;

    PostgresBattles(DatabaseClient database, BattleMeters meters) {
        this.database = database;
        this.meters = meters;
    }

    @Override
    public Mono<Battle> find(BattleId id) {
        return database.sql(BattleRows.SELECT + " where b.id = :id")
                .bind("id", id.value())
                .map(BattleRows::battle)
                .one();
    }

    @Override
    public Mono<Battle> lock(BattleId id) {
        return database.sql(BattleRows.SELECT + " where b.id = :id for update")
                .bind("id", id.value())
                .map(BattleRows::battle)
                .one();
    }

    @Override
    public Mono<List<Battle>> lockOpenOf(WarId war) {
        return database.sql(
                        BattleRows.SELECT + " where b.war_id = :war and b.status <> 'ENDED' order by b.id for update")
                .bind("war", war.value())
                .map(BattleRows::battle)
                .all()
                .collectList();
    }

    @Override
    public Mono<List<Battle>> openOf(UUID server) {
        return database.sql(BattleRows.SELECT + " where b.server_id = :server and b.status <> 'ENDED' order by b.id")
                .bind("server", server)
                .map(BattleRows::battle)
                .all()
                .collectList();
    }

    @Override
    public Mono<Void> add(Battle.Created battle) {
        var terms = battle.terms();
        var zone = terms.zone();
        return database.sql(INSERT)
                .bind("id", terms.id().value())
                .bind("war", terms.war().value())
                .bind("territory", terms.territory().value())
                .bind("land", terms.land().name())
                .bind("type", terms.type().name())
                .bind("scheduledAt", terms.scheduledAt())
                .bind("holder", battle.holder().name())
                .bind("host", terms.host().name())
                .bind("server", nullable(UUID.class, battle.server()))
                .bind("x", zone.center().x())
                .bind("y", zone.center().y())
                .bind("z", zone.center().z())
                .bind("radius", zone.radiusM())
                .bind("zMin", zone.zMin())
                .bind("zMax", zone.zMax())
                .bind("maxPerSide", terms.maxPerSide())
                .bind("version", battle.version())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> replace(Battle next) {
        return update(next)
                .then(next instanceof Battle.Ended ended ? AfterCommit.run(() -> meters.ended(ended)) : Mono.empty());
    }

    @Override
    public Mono<Boolean> anyOpenOn(TerritoryId territory) {
        return database.sql("select exists (select 1 from clan_war_battles"
                        + " where territory_id = :territory and status in ('CREATED', 'ACTIVE')) as open")
                .bind("territory", territory.value())
                .map(row -> required(row, "open", Boolean.class))
                .one();
    }

    @Override
    public Mono<Load> loadOf(WarId war) {
        return database.sql(LOAD)
                .bind("war", war.value())
                .map(row -> new Load(required(row, "war", Integer.class), required(row, "world", Integer.class)))
                .one();
    }

    @Override
    public Mono<Boolean> defendsSiege(WarId war, Side side) {
        return database.sql(DEFENDS)
                .bind("war", war.value())
                .bind("side", side.name())
                .map(row -> required(row, "defends", Boolean.class))
                .one();
    }

    @Override
    public Mono<Map<Side, Integer>> siegesWon(WarId war) {
        return database.sql(SIEGES_WON)
                .bind("war", war.value())
                .map(row -> Map.entry(
                        Side.valueOf(required(row, "winner_side", String.class)), required(row, "won", Integer.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Void> update(Battle next) {
        return switch (next) {
            case Battle.Created _ -> Mono.error(new IllegalArgumentException("a battle is created once"));
            case Battle.Active active ->
                change(
                        keyed(START, next)
                                .bind("startedAt", active.startedAt())
                                .bind("endsAt", active.endsAt())
                                .bind("server", active.server()),
                        "battle",
                        next.terms().id().value());
            case Battle.Ended ended -> {
                var winner = ended.winner();
                var sql = keyed(END, next)
                        .bind("endedAt", ended.endedAt())
                        .bind("holder", ended.holder().name())
                        .bind("attackerScore", ended.score().attacker())
                        .bind("defenderScore", ended.score().defender())
                        .bind("winner", nullable(String.class, winner == null ? null : winner.name()))
                        .bind("reason", ended.reason().name())
                        .bind("captured", ended.captured());
                yield change(sql, "battle", next.terms().id().value());
            }
        };
    }

    private DatabaseClient.GenericExecuteSpec keyed(String sql, Battle next) {
        return database.sql(sql)
                .bind("id", next.terms().id().value())
                .bind("scheduledAt", next.terms().scheduledAt())
                .bind("version", next.version());
    }
}
