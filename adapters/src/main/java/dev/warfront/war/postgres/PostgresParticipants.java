package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Participants;
import dev.warfront.war.Tally;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Participants as rows of `clan_war_participants`, their times on the roster as rows of
/// `clan_war_roster_intervals`.
@Component
final class PostgresParticipants implements Participants {
    private static final String ENLIST = """
            with entered as (
                insert into clan_war_participants
                    (war_id, player_id, clan_id, side, joined_at, eligible_from, place)
                select :war, * from unnest(cast(:players as uuid[]), cast(:clans as uuid[]), cast(:sides as text[]),
                    cast(:joinedAt as timestamptz[]), cast(:eligibleFrom as timestamptz[]), cast(:places as boolean[]))
                on conflict (war_id, player_id) do nothing
                returning player_id, eligible_from, place)
            insert into clan_war_roster_intervals (war_id, player_id, from_at, eligible_from)
            select :war, player_id, :from, eligible_from from entered where place""";

    /// The side of a row never changes: who comes back to it is ACTIVE, who turns up on the other
    /// has changed sides.
    private static final String JOIN = """
            insert into clan_war_participants as p (war_id, player_id, clan_id, side, joined_at, eligible_from, place)
            select :war, :player, :clan, :side, :joinedAt, case when r.room then :eligibleFrom end, r.room
            from (select count(*) < :sideMax as room from clan_war_participants
                  where war_id = :war and side = :side and status = 'ACTIVE' and place) r
            on conflict (war_id, player_id) do update set
                status = case when p.status = 'BANNED' or p.side <> excluded.side then p.status else 'ACTIVE' end,
                changed_sides = p.side <> excluded.side,
                clan_id = case when p.side = excluded.side then excluded.clan_id else p.clan_id end,
                joined_at = case when p.side = excluded.side then excluded.joined_at else p.joined_at end,
                eligible_from = case when p.side = excluded.side then excluded.eligible_from else p.eligible_from end,
                place = case when p.side = excluded.side then excluded.place else p.place end
            returning status = 'ACTIVE' and place as entered""";

    private static final String LEAVE = """
            with gone as (
                update clan_war_participants set
                    status = case when clan_id = :clan and status = 'ACTIVE' then :status else status end,
                    changed_sides = false
                where war_id = :war and player_id = :player
                returning status)
            update clan_war_roster_intervals set until_at = greatest(from_at, :at)
            where war_id = :war and player_id = :player and until_at is null
              and exists (select 1 from gone where status <> 'ACTIVE')""";

    private static final String ENTITLE = """
            with entitled as (
                update clan_war_participants set eligible_from = :eligibleFrom
                where war_id = :war and player_id = :player and clan_id = :clan and status = 'ACTIVE' and place
                  and (eligible_from is null) <> (:eligibleFrom::timestamptz is null)
                returning player_id)
            update clan_war_roster_intervals set until_at = greatest(from_at, :at)
            where war_id = :war and player_id in (select player_id from entitled) and until_at is null""";

    private static final String OPEN = """
            insert into clan_war_roster_intervals (war_id, player_id, from_at, eligible_from)
            values (:war, :player, :from, :eligibleFrom)
            on conflict (war_id, player_id, from_at)
                do update set until_at = null, eligible_from = excluded.eligible_from""";

    private static final String CHANGED =
            "update clan_war_counters set roster_change = roster_change + 1 where war_id = :war";

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

    PostgresParticipants(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> enlist(WarId war, List<Entrant> entrants, Instant from) {
        return database.sql(ENLIST)
                .bind("war", war.value())
                .bind("from", from)
                .bind(
                        "players",
                        entrants.stream().map(one -> one.player().value()).toArray(UUID[]::new))
                .bind("clans", entrants.stream().map(one -> one.clan().value()).toArray(UUID[]::new))
                .bind("sides", entrants.stream().map(one -> one.side().name()).toArray(String[]::new))
                .bind("joinedAt", entrants.stream().map(Entrant::joinedAt).toArray(Instant[]::new))
                .bind(
                        "eligibleFrom",
                        entrants.stream().map(Entrant::eligibleFrom).toArray(Instant[]::new))
                .bind("places", entrants.stream().map(Entrant::place).toArray(Boolean[]::new))
                .fetch()
                .rowsUpdated()
                .then(changed(war));
    }

    @Override
    public Mono<Boolean> join(WarId war, Entrant entrant, int sideMax) {
        return database.sql(JOIN)
                .bind("war", war.value())
                .bind("player", entrant.player().value())
                .bind("clan", entrant.clan().value())
                .bind("side", entrant.side().name())
                .bind("joinedAt", entrant.joinedAt())
                .bind("eligibleFrom", nullable(Instant.class, entrant.eligibleFrom()))
                .bind("sideMax", sideMax)
                .map(row -> required(row, "entered", Boolean.class))
                .one()
                .delayUntil(entered -> entered
                        ? open(war, entrant.player(), entrant.joinedAt(), entrant.eligibleFrom())
                        : Mono.empty())
                .delayUntil(_ -> changed(war));
    }

    @Override
    public Mono<Void> leave(WarId war, ClanId clan, PlayerId player, ParticipantStatus status, Instant at) {
        return database.sql(LEAVE)
                .bind("war", war.value())
                .bind("clan", clan.value())
                .bind("player", player.value())
                .bind("status", status.name())
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then(changed(war));
    }

    @Override
    public Mono<Void> entitle(WarId war, ClanId clan, PlayerId player, @Nullable Instant eligibleFrom, Instant at) {
        return database.sql(ENTITLE)
                .bind("war", war.value())
                .bind("clan", clan.value())
                .bind("player", player.value())
                .bind("eligibleFrom", nullable(Instant.class, eligibleFrom))
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .filter(closed -> closed > 0)
                .flatMap(_ -> open(war, player, at, eligibleFrom).then(changed(war)));
    }

    private Mono<Void> open(WarId war, PlayerId player, Instant from, @Nullable Instant eligibleFrom) {
        return database.sql(OPEN)
                .bind("war", war.value())
                .bind("player", player.value())
                .bind("from", from)
                .bind("eligibleFrom", nullable(Instant.class, eligibleFrom))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> tally(WarId war, FinalTotals totals) {
        return tallyPlayers(war, totals).then(tallyClans(war, totals));
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
