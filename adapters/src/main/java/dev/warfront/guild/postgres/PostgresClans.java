package dev.warfront.guild.postgres;

import static dev.warfront.guild.postgres.GuildRows.CLAN;
import static dev.warfront.guild.postgres.GuildRows.MEMBER;
import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanStore;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Grant;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.postgres.Cursor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Clans as rows of `guilds`.
@Component
final class PostgresClans implements Clans, ClanStore {
    /// Waits for a concurrent founding of the same name, so the answer is true also in a race.
    private static final String ADD = """
            insert into guilds (id, name, name_key, tag, tag_key, leader_id, level, experience, reputation,
                                member_count, max_members, treasury, region, status, loss_streak, war_rating,
                                created_at, version)
            values (:id, :name, :nameKey, :tag, :tagKey, :leader, :level, :experience, :reputation, :members,
                    :places, 0, :region, :status, :lossStreak, :warRating, :createdAt, :version)
            on conflict do nothing""";

    /// Of a clan that is there already.
    private static final String ID_KEY = "guilds_pkey";

    private static final String TAKEN = """
            select name_key = :nameKey as name_taken from guilds
            where name_key = :nameKey or tag_key = :tagKey
            order by name_taken desc limit 1""";

    private static final String REPLACE = """
            update guilds set
                leader_id = :leader, level = :level, experience = :experience, reputation = :reputation,
                member_count = :members, max_members = :places, status = :status, immune_until = :immuneUntil,
                declare_cooldown_until = :cooldownUntil, loss_streak = :lossStreak, war_rating = :warRating,
                version = :version
            where id = :id and version = :version - 1""";

    private static final String GRANT = """
            insert into guild_grants (id, guild_id, credits, experience, reason, granted_by, granted_at)
            values (:id, :clan, :credits, :experience, :reason, :by, :at)""";

    private final DatabaseClient database;

    PostgresClans(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Clan> find(ClanId id) {
        return database.sql(CLAN + " where id = :id")
                .bind("id", id.value())
                .map(GuildRows::clan)
                .one();
    }

    @Override
    public Mono<Clan> lock(ClanId id) {
        return database.sql(CLAN + " where id = :id for update")
                .bind("id", id.value())
                .map(GuildRows::clan)
                .one();
    }

    @Override
    public Mono<List<Clan>> lockAll(Collection<ClanId> ids) {
        return database.sql(CLAN + " where id = any(:ids) order by id for update")
                .bind("ids", ids.stream().map(ClanId::value).toArray(UUID[]::new))
                .map(GuildRows::clan)
                .all()
                .collectList();
    }

    @Override
    public Mono<Member> membershipOf(PlayerId player) {
        return database.sql(MEMBER + " and player_id = :player")
                .bind("player", player.value())
                .map(GuildRows::member)
                .one();
    }

    @Override
    public Flux<Member> membersOf(ClanId clan) {
        return database.sql(MEMBER + " and guild_id = :clan" + " order by rank_order, joined_at, player_id")
                .bind("clan", clan.value())
                .map(GuildRows::member)
                .all();
    }

    @Override
    public Mono<Page<Member>> members(ClanId clan, PageRequest page) {
        return Cursor.page(
                page,
                3,
                cursor -> {
                    var after = cursor == null
                            ? ""
                            : " and (rank_order, joined_at, player_id) > (:rank, :joinedAt, :player)";
                    var sql = database.sql(MEMBER + " and guild_id = :clan" + after
                                    + " order by rank_order, joined_at, player_id limit :limit")
                            .bind("clan", clan.value())
                            .bind("limit", page.limit() + 1);
                    var bound = cursor == null
                            ? sql
                            : sql.bind("rank", (short) cursor.number(0))
                                    .bind("joinedAt", cursor.instant(1))
                                    .bind("player", cursor.uuid(2));
                    return bound.map(GuildRows::member).all();
                },
                member -> Cursor.of(
                        Rank.LEADER.power() - member.rank().power(),
                        member.joinedAt(),
                        member.player().value()));
    }

    @Override
    public Mono<Integer> activeMembers(ClanId clan, Instant since) {
        return database.sql("""
                        select count(*)::int as members from guild_members
                        where guild_id = :clan and left_at is null and last_active_at >= :since""")
                .bind("clan", clan.value())
                .bind("since", since)
                .map(row -> required(row, "members", Integer.class))
                .one();
    }

    @Override
    public Mono<Void> add(Clan clan) {
        return bindState(database.sql(ADD), clan)
                .bind("name", clan.name())
                .bind("nameKey", clan.registration().nameKey())
                .bind("tag", clan.tag())
                .bind("tagKey", clan.registration().tagKey())
                .bind("region", clan.region())
                .bind("createdAt", clan.createdAt())
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? Mono.empty() : taken(clan));
    }

    private Mono<Void> taken(Clan clan) {
        return database.sql(TAKEN)
                .bind("nameKey", clan.registration().nameKey())
                .bind("tagKey", clan.registration().tagKey())
                .map(row -> required(row, "name_taken", Boolean.class) ? NAME_KEY : TAG_KEY)
                .one()
                .defaultIfEmpty(ID_KEY)
                .flatMap(constraint -> Mono.error(new AlreadyTaken(constraint)));
    }

    @Override
    public Mono<Void> replace(Clan next) {
        var sql = bindState(database.sql(REPLACE), next)
                .bind("immuneUntil", nullable(Instant.class, next.immuneUntil()))
                .bind("cooldownUntil", nullable(Instant.class, next.declareCooldownUntil()));
        return change(sql, "clan", next.id());
    }

    @Override
    public Mono<Void> add(Grant grant) {
        return database.sql(GRANT)
                .bind("id", grant.id())
                .bind("clan", grant.clan().value())
                .bind("credits", grant.credits())
                .bind("experience", grant.experience())
                .bind("reason", grant.reason())
                .bind("by", grant.grantedBy().value())
                .bind("at", grant.grantedAt())
                .then();
    }

    private static GenericExecuteSpec bindState(GenericExecuteSpec sql, Clan clan) {
        return sql.bind("id", clan.id().value())
                .bind("leader", clan.leader().value())
                .bind("level", clan.level())
                .bind("experience", clan.experience())
                .bind("reputation", clan.earnings().reputation())
                .bind("members", clan.memberCount())
                .bind("places", clan.maxMembers())
                .bind("status", clan.status().name())
                .bind("lossStreak", clan.warRecord().lossStreak())
                .bind("warRating", clan.warRecord().rating())
                .bind("version", clan.version());
    }
}
