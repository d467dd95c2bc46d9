package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.AfterCommit;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.War;
import dev.warfront.war.WarChanges;
import dev.warfront.war.Wars;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Wars as rows of `clan_wars`, their sides as rows of `clan_war_clans`. Whoever has to know learns of a replaced one
/// once it is committed: the outcome of a war is stored without an entry in its log.
@Component
final class PostgresWars implements Wars {
    private static final String WAR = "select " + WarRows.COLUMNS + WarRows.RULES + " from clan_wars w";

    private static final String INSERT = """
            insert into clan_wars (id, attacker_clan_id, defender_clan_id, war_type, status, phase_epoch,
                phase_started_at, phase_deadline_at, declared_at, confirmed_at, declaration_cost, declared_by, region,
                rules, version)
            values (:id, :attacker, :defender, :type, 'DECLARED', :epoch, :declaredAt, :deadlineAt, :declaredAt,
                :declaredAt, :cost, :declaredBy, :region, cast(:rules as jsonb), :version)""";

    private static final String INSERT_SIDES = """
            insert into clan_war_clans (war_id, clan_id, role, joined_at, scoring_from)
            values (:war, :attacker, 'ATTACKER', :at, :at), (:war, :defender, 'DEFENDER', :at, :at)""";

    private static final String INSERT_COUNTERS = "insert into clan_war_counters (war_id) values (:war)";

    private static final String REPLACE = """
            update clan_wars set
                status = :status, phase_epoch = :epoch, phase_started_at = :startedAt, phase_deadline_at = :deadlineAt,
                cut_off_at = :cutOffAt, preparation_started_at = :preparationAt, active_started_at = :activeAt,
                ending_started_at = :endingAt, ended_at = :endedAt, attacker_score = :attackerScore,
                defender_score = :defenderScore, outcome = :outcome, awarded_side = :awarded, end_reason = :reason,
                winner_clan_id = :winner, version = :version, updated_at = clock_timestamp()
            where id = :id and version = :version - 1""";

    private static final String HISTORY = """
            select
                (select w.id from clan_wars w where w.status <> 'ENDED'
                    and least(w.attacker_clan_id, w.defender_clan_id) = least(:attacker, :defender)
                    and greatest(w.attacker_clan_id, w.defender_clan_id) = greatest(:attacker, :defender)) as open,
                (select max(w.ended_at) from clan_wars w where w.status = 'ENDED'
                    and ((w.attacker_clan_id = :attacker and w.defender_clan_id = :defender)
                        or (w.attacker_clan_id = :defender and w.defender_clan_id = :attacker))) as last_ended_at,
                (select count(*)::int from clan_wars w
                    where w.attacker_clan_id = :attacker and w.status <> 'ENDED') as offensive,
                (select count(*)::int from clan_war_clans s join clan_wars w on w.id = s.war_id
                    where s.clan_id = :attacker and s.status = 'ACTIVE' and w.status <> 'ENDED') as total,
                (select count(*)::int from clan_wars w
                    where w.defender_clan_id = :defender and w.status <> 'ENDED') as defensive,
                (select count(*)::int from clan_wars w where w.status <> 'ENDED') as world""";

    private static final String OPEN_OF = """
             from clan_war_clans s join clan_wars w on w.id = s.war_id
            where s.clan_id = :clan and s.status = 'ACTIVE' and w.status <> 'ENDED'""";

    private static final String CLANS = """
            select clan_id, role from clan_war_clans where war_id = :war and status = 'ACTIVE'
            order by role not in ('ATTACKER', 'DEFENDER'), clan_id""";

    private final DatabaseClient database;
    private final WarRows rows;
    private final LandRows land;
    private final List<WarChanges> changes;

    PostgresWars(DatabaseClient database, WarRows rows, List<WarChanges> changes) {
        this.database = database;
        this.rows = rows;
        this.land = new LandRows(database);
        this.changes = changes;
    }

    @Override
    public Mono<War> find(WarId id) {
        return database.sql(WAR + " where w.id = :id")
                .bind("id", id.value())
                .map(rows::war)
                .one();
    }

    @Override
    public Mono<War> lock(WarId id) {
        return database.sql(WAR + " where w.id = :id for update of w")
                .bind("id", id.value())
                .map(rows::war)
                .one();
    }

    @Override
    public Mono<Void> add(War.Declared war, List<ContestedLand> targets) {
        return insert(war).then(insertSides(war)).then(insertCounters(war)).then(land.insert(war.id(), targets));
    }

    @Override
    public Mono<Void> replace(War next) {
        var values = WarColumns.of(next);
        var history = next.history();
        var sql = database.sql(REPLACE)
                .bind("id", next.id().value())
                .bind("version", next.version())
                .bind("status", next.status().name())
                .bind("epoch", next.epoch())
                .bind("startedAt", values.phaseStartedAt())
                .bind("deadlineAt", nullable(Instant.class, next.deadline().orElse(null)))
                .bind("cutOffAt", nullable(Instant.class, values.cutOffAt()))
                .bind("preparationAt", nullable(Instant.class, history.preparationAt()))
                .bind("activeAt", nullable(Instant.class, history.activeAt()))
                .bind("endingAt", nullable(Instant.class, history.endingAt()))
                .bind("endedAt", nullable(Instant.class, values.endedAt()))
                .bind("attackerScore", values.attackerScore())
                .bind("defenderScore", values.defenderScore())
                .bind("outcome", nullable(String.class, values.outcome()))
                .bind("awarded", nullable(String.class, values.awarded()))
                .bind("reason", nullable(String.class, values.reason()))
                .bind("winner", nullable(UUID.class, values.winner()));
        return change(sql, "war", next.id().value())
                .then(AfterCommit.run(() -> changes.forEach(each -> each.changed(next.id()))));
    }

    @Override
    public Mono<History> historyOf(ClanId attacker, ClanId defender) {
        return database.sql(HISTORY)
                .bind("attacker", attacker.value())
                .bind("defender", defender.value())
                .map(row -> {
                    var open = row.get("open", UUID.class);
                    return new History(
                            open == null ? null : new WarId(open),
                            row.get("last_ended_at", Instant.class),
                            required(row, "offensive", Integer.class),
                            required(row, "total", Integer.class),
                            required(row, "defensive", Integer.class),
                            required(row, "world", Integer.class));
                })
                .one();
    }

    @Override
    public Mono<List<Engagement>> lockOpenOf(ClanId clan) {
        return database.sql("select s.role, " + WarRows.COLUMNS + WarRows.RULES + OPEN_OF
                        + " order by w.id for update of w")
                .bind("clan", clan.value())
                .map(row -> new Engagement(rows.war(row), side(row)))
                .all()
                .collectList();
    }

    @Override
    public Mono<Boolean> anyOpenOf(ClanId clan) {
        return database.sql("select exists (select 1" + OPEN_OF + ") as open")
                .bind("clan", clan.value())
                .map(row -> required(row, "open", Boolean.class))
                .one();
    }

    @Override
    public Mono<List<SideClan>> clansOf(WarId war) {
        return database.sql(CLANS)
                .bind("war", war.value())
                .map(row -> new SideClan(new ClanId(required(row, "clan_id", UUID.class)), side(row)))
                .all()
                .collectList();
    }

    private static Side side(Readable row) {
        return switch (required(row, "role", String.class)) {
            case "ATTACKER", "ALLY_ATTACKER" -> Side.ATTACKER;
            default -> Side.DEFENDER;
        };
    }

    private Mono<Long> insert(War.Declared war) {
        var terms = war.terms();
        return database.sql(INSERT)
                .bind("id", war.id().value())
                .bind("attacker", terms.leads().attacker().value())
                .bind("defender", terms.leads().defender().value())
                .bind("type", terms.type().name())
                .bind("epoch", war.epoch())
                .bind("declaredAt", terms.declaredAt())
                .bind("deadlineAt", war.deadlineAt())
                .bind("cost", terms.cost())
                .bind("declaredBy", terms.declaredBy().value())
                .bind("region", terms.region())
                .bind("rules", rows.rulesJson(war))
                .bind("version", war.version())
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> insertSides(War.Declared war) {
        return database.sql(INSERT_SIDES)
                .bind("war", war.id().value())
                .bind("attacker", war.leads().attacker().value())
                .bind("defender", war.leads().defender().value())
                .bind("at", war.terms().declaredAt())
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> insertCounters(War.Declared war) {
        return database.sql(INSERT_COUNTERS)
                .bind("war", war.id().value())
                .fetch()
                .rowsUpdated();
    }
}
