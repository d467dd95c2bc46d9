package dev.warfront.guild.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.guild.Member;
import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.guild.MembershipHistory;
import dev.warfront.guild.MembershipHistory.Departure;
import dev.warfront.guild.Memberships;
import dev.warfront.identity.Presence;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Memberships as rows of `guild_members`.
@Component
final class PostgresMemberships implements Memberships, Presence {
    /// A player who was never in a clan has no row to lock.
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('guild.player:' || cast(:player as text), 0))";

    private static final String DEPARTURES = """
            select guild_id, max(left_at) as left_at from guild_members
            where player_id = :player and left_at is not null and leave_reason = 'LEFT'
            group by guild_id order by 2 desc limit 100""";

    private static final String ADD = """
            insert into guild_members (guild_id, player_id, rank, joined_at, last_active_at, contribution, version)
            values (:clan, :player, :rank, :joinedAt, :lastActiveAt, :contribution, :version)""";

    private static final String REPLACE = """
            update guild_members set rank = :rank, contribution = :contribution, version = :version
            where guild_id = :clan and player_id = :player and left_at is null and version = :version - 1""";

    private static final String REMOVE = """
            update guild_members set left_at = :at, leave_reason = :reason, version = version + 1
            where guild_id = :clan and player_id = :player and left_at is null and version = :version""";

    /// Leaves out what is less than a minute newer, so that a busy player costs no more than a write a minute.
    private static final String SEEN = """
            update guild_members set last_active_at = :at
            where player_id = :player and left_at is null
              and last_active_at <= cast(:at as timestamptz) - interval '1 minute'""";

    private final DatabaseClient database;

    PostgresMemberships(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<MembershipHistory> lock(PlayerId player) {
        return database.sql(LOCK)
                .bind("player", player.value())
                .then()
                .then(membership(player))
                .zipWhen(
                        _ -> departures(player),
                        (member, departures) -> new MembershipHistory(player, member, departures));
    }

    private Mono<Optional<Member>> membership(PlayerId player) {
        return database.sql(GuildRows.MEMBER + " and player_id = :player")
                .bind("player", player.value())
                .map(GuildRows::member)
                .one()
                .singleOptional();
    }

    private Mono<List<Departure>> departures(PlayerId player) {
        return database.sql(DEPARTURES)
                .bind("player", player.value())
                .map(row -> new Departure(
                        new ClanId(required(row, "guild_id", UUID.class)), required(row, "left_at", Instant.class)))
                .all()
                .collectList();
    }

    @Override
    public Mono<Member> find(ClanId clan, PlayerId player) {
        return database.sql(GuildRows.MEMBER + " and guild_id = :clan and player_id = :player")
                .bind("clan", clan.value())
                .bind("player", player.value())
                .map(GuildRows::member)
                .one();
    }

    @Override
    public Mono<Void> add(Member member) {
        return database.sql(ADD)
                .bind("clan", member.clan().value())
                .bind("player", member.player().value())
                .bind("rank", member.rank().name())
                .bind("joinedAt", member.joinedAt())
                .bind("lastActiveAt", member.lastActiveAt())
                .bind("contribution", member.contribution())
                .bind("version", member.version())
                .then();
    }

    @Override
    public Mono<Void> replace(Member next) {
        var sql = database.sql(REPLACE)
                .bind("clan", next.clan().value())
                .bind("player", next.player().value())
                .bind("rank", next.rank().name())
                .bind("contribution", next.contribution())
                .bind("version", next.version());
        return change(sql, "member", next.player());
    }

    @Override
    public Mono<Void> remove(Member member, LeaveReason reason, Instant at) {
        var sql = database.sql(REMOVE)
                .bind("clan", member.clan().value())
                .bind("player", member.player().value())
                .bind("reason", reason.name())
                .bind("at", at)
                .bind("version", member.version());
        return change(sql, "member", member.player());
    }

    @Override
    public Mono<Void> seen(PlayerId player, Instant at) {
        return database.sql(SEEN).bind("player", player.value()).bind("at", at).then();
    }
}
