package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.ScoredWars;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What judges of score events ask, straight from the primary.
@Component
final class PostgresScoredWars implements ScoredWars, Rosters {
    private static final String FACTS = """
            select w.id, w.status, w.phase_epoch, w.attacker_clan_id, w.defender_clan_id, w.active_started_at,
                w.phase_deadline_at, w.cut_off_at, w.roster_change, w.rules::text as rules
            from clan_wars w where w.id = any(:wars) order by w.id""";

    private static final String ROSTER_CHANGE = "select roster_change from clan_wars where id = :war";

    private static final String ENTRIES = """
            select player_id, clan_id, side, status, eligible_from, changed_sides
            from clan_war_participants where war_id = :war""";

    private final DatabaseClient database;
    private final RulesJson rules;
    private final Duration deadline;

    PostgresScoredWars(DatabaseClient database, RulesJson rules, Deadline deadline) {
        this.database = database;
        this.rules = rules;
        this.deadline = deadline.operation();
    }

    @Override
    public Mono<Map<WarId, ScoredWar>> find(Collection<WarId> wars) {
        return facts(FACTS, wars);
    }

    @Override
    public Mono<Map<WarId, ScoredWar>> lockShared(Collection<WarId> wars) {
        return facts(FACTS + " for share", wars);
    }

    @Override
    public Mono<Roster> of(WarId war) {
        return database.sql(ROSTER_CHANGE)
                .bind("war", war.value())
                .map(row -> required(row, "roster_change", Long.class))
                .one()
                .flatMap(change -> entries(war).map(entries -> new Roster(war, change, entries)))
                .timeout(deadline);
    }

    /// The number is read first: should the roster change in between, it is older than the entries, and they
    /// are read once more.
    private Mono<Map<PlayerId, Roster.Entry>> entries(WarId war) {
        return database.sql(ENTRIES)
                .bind("war", war.value())
                .map(row -> Map.entry(new PlayerId(required(row, "player_id", UUID.class)), entry(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Map<WarId, ScoredWar>> facts(String sql, Collection<WarId> wars) {
        if (wars.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(sql)
                .bind("wars", wars.stream().map(WarId::value).toArray(UUID[]::new))
                .map(this::fact)
                .all()
                .collect(LinkedHashMap<WarId, ScoredWar>::new, (map, fact) -> map.put(fact.id(), fact))
                .<Map<WarId, ScoredWar>>map(map -> map)
                .timeout(deadline);
    }

    private ScoredWar fact(Readable row) {
        var kept = rules.read(required(row, "rules", String.class));
        return new ScoredWar(
                new WarId(required(row, "id", UUID.class)),
                WarRows.status(row),
                required(row, "phase_epoch", Integer.class),
                WarRows.leads(row),
                row.get("active_started_at", Instant.class),
                row.get("phase_deadline_at", Instant.class),
                row.get("cut_off_at", Instant.class),
                kept.score(),
                kept.capture(),
                required(row, "roster_change", Long.class));
    }

    private static Roster.Entry entry(Readable row) {
        return new Roster.Entry(
                new ClanId(required(row, "clan_id", UUID.class)),
                Side.valueOf(required(row, "side", String.class)),
                ParticipantStatus.valueOf(required(row, "status", String.class)),
                required(row, "eligible_from", Instant.class),
                required(row, "changed_sides", Boolean.class));
    }
}
