package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;
import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Leads;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.ScoredWars;
import dev.warfront.war.WarRules;
import dev.warfront.war.WarStatus;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What judges of score events ask, straight from the primary.
@Component
final class PostgresScoredWars implements ScoredWars, Rosters {
    private static final String WARS = """
            select w.id, w.status, w.phase_epoch, w.attacker_clan_id, w.defender_clan_id, w.active_started_at,
                w.phase_deadline_at, w.cut_off_at
            from clan_wars w where w.id = any(:wars) order by w.id""";

    private static final String ROSTER_CHANGES =
            "select war_id, roster_change from clan_war_counters where war_id = any(:wars)";

    private static final String RULES = "select id, rules::text as rules from clan_wars where id = any(:wars)";

    private static final String ROSTER_CHANGE = "select roster_change from clan_war_counters where war_id = :war";

    private static final String ENTRIES = """
            select p.player_id, p.clan_id, p.side, p.status, p.changed_sides, i.from_at, i.until_at, i.eligible_from
            from clan_war_participants p
            left join clan_war_roster_intervals i on i.war_id = p.war_id and i.player_id = p.player_id
                and (i.until_at is null or i.until_at > :since)
            where p.war_id = :war and (p.place or exists (
                select from clan_war_roster_intervals e where e.war_id = p.war_id and e.player_id = p.player_id))
            order by p.player_id, i.from_at""";

    private final DatabaseClient database;
    private final StoredRules rules;

    PostgresScoredWars(DatabaseClient database, StoredRules rules) {
        this.database = database;
        this.rules = rules;
    }

    @Override
    public Mono<Map<WarId, ScoredWar>> find(Collection<WarId> wars) {
        return read(WARS, wars);
    }

    /// Rosters change under the lock of the war's row, so their numbers are read when that is held.
    @Override
    public Mono<Map<WarId, ScoredWar>> lockShared(Collection<WarId> wars) {
        return read(WARS + " for share", wars);
    }

    @Override
    public Mono<Roster> of(WarId war, Instant since) {
        return database.sql(ROSTER_CHANGE)
                .bind("war", war.value())
                .map(row -> required(row, "roster_change", Long.class))
                .one()
                .flatMap(change -> entries(war, since).map(entries -> new Roster(war, change, entries)));
    }

    /// The number is read first: should the roster change in between, it is older than the entries, and they
    /// are read once more.
    private Mono<Map<PlayerId, Roster.Entry>> entries(WarId war, Instant since) {
        return database.sql(ENTRIES)
                .bind("war", war.value())
                .bind("since", since)
                .map(PostgresScoredWars::line)
                .all()
                .collect(HashMap<PlayerId, Roster.Entry>::new, (entries, line) -> {
                    var known = entries.get(line.player());
                    entries.put(line.player(), known == null ? line.entry() : line.entry(known.intervals()));
                })
                .map(entries -> entries);
    }

    private Mono<Map<WarId, ScoredWar>> read(String sql, Collection<WarId> wars) {
        if (wars.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(sql)
                .bind("wars", ids(wars))
                .map(PostgresScoredWars::stored)
                .all()
                .collectList()
                .flatMap(found -> rosterChanges(found)
                        .flatMap(changes -> rules(found).map(rulesOf -> scored(found, changes, rulesOf))));
    }

    private Mono<Map<WarId, Long>> rosterChanges(List<StoredWar> wars) {
        return database.sql(ROSTER_CHANGES)
                .bind("wars", ids(wars.stream().map(StoredWar::id).toList()))
                .map(row -> Map.entry(
                        new WarId(required(row, "war_id", UUID.class)), required(row, "roster_change", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /// Asks for those only that this node has not read before.
    private Mono<Map<WarId, WarRules>> rules(List<StoredWar> wars) {
        var found = new HashMap<WarId, WarRules>();
        wars.forEach(war -> rules.known(war.id()).ifPresent(known -> found.put(war.id(), known)));
        var missing = wars.stream()
                .map(StoredWar::id)
                .filter(id -> !found.containsKey(id))
                .toList();
        if (missing.isEmpty()) {
            return Mono.just(found);
        }
        return database.sql(RULES)
                .bind("wars", ids(missing))
                .map(row -> {
                    var id = new WarId(required(row, "id", UUID.class));
                    return Map.entry(id, rules.of(id, required(row, "rules", String.class)));
                })
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, () -> found);
    }

    private static Map<WarId, ScoredWar> scored(
            List<StoredWar> wars, Map<WarId, Long> changes, Map<WarId, WarRules> rules) {
        var scored = new LinkedHashMap<WarId, ScoredWar>();
        for (var war : wars) {
            scored.put(war.id(), war.with(requireNonNull(rules.get(war.id())), requireNonNull(changes.get(war.id()))));
        }
        return scored;
    }

    private static UUID[] ids(Collection<WarId> wars) {
        return wars.stream().map(WarId::value).toArray(UUID[]::new);
    }

    private static StoredWar stored(Readable row) {
        return new StoredWar(
                new WarId(required(row, "id", UUID.class)),
                WarRows.status(row),
                required(row, "phase_epoch", Integer.class),
                WarRows.leads(row),
                row.get("active_started_at", Instant.class),
                row.get("phase_deadline_at", Instant.class),
                row.get("cut_off_at", Instant.class));
    }

    private static Line line(Readable row) {
        var from = row.get("from_at", Instant.class);
        var intervals = from == null
                ? List.<Roster.Interval>of()
                : List.of(new Roster.Interval(
                        from, row.get("until_at", Instant.class), row.get("eligible_from", Instant.class)));
        return new Line(
                new PlayerId(required(row, "player_id", UUID.class)),
                new Roster.Entry(
                        new ClanId(required(row, "clan_id", UUID.class)),
                        Side.valueOf(required(row, "side", String.class)),
                        ParticipantStatus.valueOf(required(row, "status", String.class)),
                        intervals,
                        required(row, "changed_sides", Boolean.class)));
    }

    private record StoredWar(
            WarId id,
            WarStatus status,
            int phaseEpoch,
            Leads leads,
            @Nullable Instant activeStartedAt,
            @Nullable Instant phaseDeadlineAt,
            @Nullable Instant cutOffAt) {
        ScoredWar with(WarRules rules, long rosterChange) {
            return new ScoredWar(
                    id, status, phaseEpoch, leads, activeStartedAt, phaseDeadlineAt, cutOffAt, rules, rosterChange);
        }
    }

    /// One interval of one participant.
    private record Line(PlayerId player, Roster.Entry entry) {
        Roster.Entry entry(List<Roster.Interval> earlier) {
            var all = new ArrayList<>(earlier);
            all.addAll(entry.intervals());
            return new Roster.Entry(entry.clan(), entry.side(), entry.status(), all, entry.changedSides());
        }
    }
}
