package dev.warfront.war.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Participants;
import dev.warfront.war.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Participants as rows of `clan_war_participants`.
@Component
final class PostgresParticipants implements Participants {
    private static final String ENLIST = """
            insert into clan_war_participants (war_id, player_id, clan_id, side, joined_at, eligible_from)
            select :war, * from unnest(cast(:players as uuid[]), cast(:clans as uuid[]), cast(:sides as text[]),
                cast(:joinedAt as timestamptz[]), cast(:eligibleFrom as timestamptz[]))
            on conflict (war_id, player_id) do nothing""";

    /// The side of a row never changes: who comes back to it is ACTIVE, who turns up on the other has changed
    /// sides.
    private static final String JOIN = """
            insert into clan_war_participants as p (war_id, player_id, clan_id, side, joined_at, eligible_from)
            select :war, :player, :clan, :side, :joinedAt, :eligibleFrom
            where exists (select 1 from clan_war_participants where war_id = :war and player_id = :player)
               or (select count(*) from clan_war_participants
                   where war_id = :war and side = :side and status = 'ACTIVE') < :sideMax
            on conflict (war_id, player_id) do update set
                status = case when p.status = 'BANNED' or p.side <> excluded.side then p.status else 'ACTIVE' end,
                changed_sides = p.side <> excluded.side,
                clan_id = case when p.side = excluded.side then excluded.clan_id else p.clan_id end,
                joined_at = case when p.side = excluded.side then excluded.joined_at else p.joined_at end,
                eligible_from = case when p.side = excluded.side then excluded.eligible_from else p.eligible_from end""";

    private static final String LEAVE = """
            update clan_war_participants set
                status = case when clan_id = :clan and status = 'ACTIVE' then :status else status end,
                changed_sides = false
            where war_id = :war and player_id = :player""";

    private static final String CHANGED = "update clan_wars set roster_change = roster_change + 1 where id = :war";

    private static final String TALLY_PLAYERS = """
            update clan_war_participants p set points = t.points, kills = t.kills, deaths = t.deaths,
                assists = t.assists, objectives = t.objectives
            from unnest(cast(:ids as uuid[]), cast(:points as bigint[]), cast(:kills as bigint[]),
                cast(:deaths as bigint[]), cast(:assists as bigint[]), cast(:objectives as bigint[]))
                as t(id, points, kills, deaths, assists, objectives)
            where p.war_id = :war and p.player_id = t.id""";

    private static final String TALLY_CLANS = """
            update clan_war_clans c set points = t.points, kills = t.kills, deaths = t.deaths
            from unnest(cast(:ids as uuid[]), cast(:points as bigint[]), cast(:kills as bigint[]),
                cast(:deaths as bigint[])) as t(id, points, kills, deaths)
            where c.war_id = :war and c.clan_id = t.id""";

    private final DatabaseClient database;
    private final Duration deadline;

    PostgresParticipants(DatabaseClient database, Deadline deadline) {
        this.database = database;
        this.deadline = deadline.operation();
    }

    @Override
    public Mono<Void> enlist(WarId war, List<Entrant> entrants) {
        return database.sql(ENLIST)
                .bind("war", war.value())
                .bind(
                        "players",
                        entrants.stream().map(one -> one.player().value()).toArray(UUID[]::new))
                .bind("clans", entrants.stream().map(one -> one.clan().value()).toArray(UUID[]::new))
                .bind("sides", entrants.stream().map(one -> one.side().name()).toArray(String[]::new))
                .bind("joinedAt", entrants.stream().map(Entrant::joinedAt).toArray(Instant[]::new))
                .bind(
                        "eligibleFrom",
                        entrants.stream().map(Entrant::eligibleFrom).toArray(Instant[]::new))
                .fetch()
                .rowsUpdated()
                .then(changed(war))
                .timeout(deadline);
    }

    @Override
    public Mono<Void> join(WarId war, Entrant entrant, int sideMax) {
        return database.sql(JOIN)
                .bind("war", war.value())
                .bind("player", entrant.player().value())
                .bind("clan", entrant.clan().value())
                .bind("side", entrant.side().name())
                .bind("joinedAt", entrant.joinedAt())
                .bind("eligibleFrom", entrant.eligibleFrom())
                .bind("sideMax", sideMax)
                .fetch()
                .rowsUpdated()
                .then(changed(war))
                .timeout(deadline);
    }

    @Override
    public Mono<Void> leave(WarId war, ClanId clan, PlayerId player, ParticipantStatus status) {
        return database.sql(LEAVE)
                .bind("war", war.value())
                .bind("clan", clan.value())
                .bind("player", player.value())
                .bind("status", status.name())
                .fetch()
                .rowsUpdated()
                .then(changed(war))
                .timeout(deadline);
    }

    @Override
    public Mono<Void> tally(WarId war, FinalTotals totals) {
        return Mono.defer(() -> tallyPlayers(war, totals).then(tallyClans(war, totals)))
                .timeout(deadline);
    }

    private Mono<Void> tallyPlayers(WarId war, FinalTotals totals) {
        var players = totals.players();
        if (players.isEmpty()) {
            return Mono.empty();
        }
        var tallies = players.values();
        return database.sql(TALLY_PLAYERS)
                .bind("war", war.value())
                .bind("ids", players.keySet().stream().map(PlayerId::value).toArray(UUID[]::new))
                .bind("points", column(tallies, Tally::points))
                .bind("kills", column(tallies, Tally::kills))
                .bind("deaths", column(tallies, Tally::deaths))
                .bind("assists", column(tallies, Tally::assists))
                .bind("objectives", column(tallies, Tally::objectives))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> tallyClans(WarId war, FinalTotals totals) {
        var clans = totals.clans();
        if (clans.isEmpty()) {
            return Mono.empty();
        }
        var tallies = clans.values();
        return database.sql(TALLY_CLANS)
                .bind("war", war.value())
                .bind("ids", clans.keySet().stream().map(ClanId::value).toArray(UUID[]::new))
                .bind("points", column(tallies, Tally::points))
                .bind("kills", column(tallies, Tally::kills))
                .bind("deaths", column(tallies, Tally::deaths))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> changed(WarId war) {
        return database.sql(CHANGED)
                .bind("war", war.value())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Long[] column(Collection<Tally> tallies, ToLongFunction<Tally> part) {
        return tallies.stream().mapToLong(part).boxed().toArray(Long[]::new);
    }
}
