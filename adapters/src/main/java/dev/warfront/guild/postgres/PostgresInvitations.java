package dev.warfront.guild.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.guild.Invitation;
import dev.warfront.guild.Invitations;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.postgres.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Invitations as rows of `guild_invitations`.
@Component
final class PostgresInvitations implements Invitations {
    private static final String INVITATION = """
            select id, guild_id, player_id, inviter_id, status, created_at, expires_at, version
            from guild_invitations""";

    private static final String ADD = """
            insert into guild_invitations (id, guild_id, player_id, inviter_id, status, created_at, expires_at, version)
            values (:id, :clan, :player, :inviter, :status, :createdAt, :expiresAt, :version)""";

    private final DatabaseClient database;

    PostgresInvitations(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Invitation> find(Invitation.Id id) {
        return database.sql(INVITATION + " where id = :id")
                .bind("id", id.value())
                .map(GuildRows::invitation)
                .one();
    }

    @Override
    public Mono<Invitation> pending(ClanId clan, PlayerId player) {
        return database.sql(INVITATION + " where guild_id = :clan and player_id = :player and status = 'PENDING'")
                .bind("clan", clan.value())
                .bind("player", player.value())
                .map(GuildRows::invitation)
                .one();
    }

    @Override
    public Mono<Integer> countPending(ClanId clan, Instant now) {
        return database.sql("""
                        select count(*)::int as pending from guild_invitations
                        where guild_id = :clan and status = 'PENDING' and expires_at > :now""")
                .bind("clan", clan.value())
                .bind("now", now)
                .map(row -> required(row, "pending", Integer.class))
                .one();
    }

    @Override
    public Mono<Page<Invitation>> pendingOf(ClanId clan, Instant now, PageRequest page) {
        return pending("guild_id", clan.value(), now, page);
    }

    @Override
    public Mono<Page<Invitation>> pendingTo(PlayerId player, Instant now, PageRequest page) {
        return pending("player_id", player.value(), now, page);
    }

    /// What has expired lies behind all that has not: it is not read.
    private Mono<Page<Invitation>> pending(String whose, UUID id, Instant now, PageRequest page) {
        return Cursor.page(
                page,
                2,
                cursor -> {
                    var before = cursor == null ? "" : " and (expires_at, id) < (:before, :beforeId)";
                    var sql = database.sql(INVITATION + " where status = 'PENDING' and " + whose + " = :id"
                                    + " and expires_at > :now" + before
                                    + " order by expires_at desc, id desc limit :limit")
                            .bind("id", id)
                            .bind("now", now)
                            .bind("limit", page.limit() + 1);
                    return (cursor == null
                                    ? sql
                                    : sql.bind("before", cursor.instant(0)).bind("beforeId", cursor.uuid(1)))
                            .map(GuildRows::invitation)
                            .all();
                },
                last -> Cursor.of(last.expiresAt(), last.id().value()));
    }

    @Override
    public Mono<Void> add(Invitation invitation) {
        return database.sql(ADD)
                .bind("id", invitation.id().value())
                .bind("clan", invitation.clan().value())
                .bind("player", invitation.player().value())
                .bind("inviter", invitation.inviter().value())
                .bind("status", invitation.status().name())
                .bind("createdAt", invitation.createdAt())
                .bind("expiresAt", invitation.expiresAt())
                .bind("version", invitation.version())
                .then();
    }

    @Override
    public Mono<Void> replace(Invitation next) {
        var sql = database.sql("""
                        update guild_invitations set status = :status, version = :version
                        where id = :id and version = :version - 1""")
                .bind("id", next.id().value())
                .bind("status", next.status().name())
                .bind("version", next.version());
        return change(sql, "invitation", next.id());
    }

    @Override
    public Mono<Void> revokeAll(ClanId clan) {
        return database.sql("""
                        update guild_invitations set status = 'REVOKED', version = version + 1
                        where guild_id = :clan and status = 'PENDING'""").bind("clan", clan.value()).then();
    }
}
