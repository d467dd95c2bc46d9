package dev.warfront.war.postgres;

import static dev.warfront.war.postgres.WarWorld.run;

import dev.warfront.guild.Rank;
import dev.warfront.identity.ApplySanction;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.Sanction;
import dev.warfront.identity.SanctionKind;
import dev.warfront.identity.TestIdentity;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.territory.TerritoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Clans with their players and land, and game servers, put into the tables as if they had come about.
abstract class WorldOfClans {
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final int MEMBERS = 15;

    public final MutableClock clock = new MutableClock(START);
    final DatabaseClient database;
    final Transactions transactions = KernelOnPostgres.transactions();

    WorldOfClans(DatabaseClient database) {
        this.database = database;
    }

    /// A part of the program, by its type.
    public abstract <T> T get(Class<T> type);

    /// A clan of 15, of level 5, a year old and with 100 000 credits. Its leader is the first.
    public List<PlayerId> clan(ClanId id) {
        return clan(id, MEMBERS, 5, 100_000);
    }

    public List<PlayerId> clan(ClanId id, int members, int level, long treasury) {
        var players = new ArrayList<PlayerId>();
        for (var i = 0; i < members; i++) {
            players.add(new PlayerId(UUID.randomUUID()));
        }
        var name = "Clan " + id.value();
        run(database.sql("""
                        insert into guilds (id, name, name_key, tag, tag_key, leader_id, level, experience, member_count,
                            max_members, treasury, region, created_at)
                        values (:id, :name, :name, :tag, :name, :leader, :level, 0, :members, 100, :treasury, 'eu',
                            :createdAt)""")
                .bind("id", id.value())
                .bind("name", name)
                .bind("tag", id.value().toString().substring(0, 8))
                .bind("leader", players.getFirst().value())
                .bind("level", level)
                .bind("members", members)
                .bind("treasury", treasury)
                .bind("createdAt", clock.instant().minus(Duration.ofDays(365)))
                .then());
        var ranks = IntStream.range(0, members).mapToObj(WorldOfClans::rankOf).toList();
        join(id, players, ranks, clock.instant().minus(Duration.ofDays(30)));
        return players;
    }

    /// 0 is the leader, 1 a deputy, 2 an officer, all others are members.
    private static Rank rankOf(int index) {
        return switch (index) {
            case 0 -> Rank.LEADER;
            case 1 -> Rank.DEPUTY;
            case 2 -> Rank.OFFICER;
            default -> Rank.MEMBER;
        };
    }

    public void join(ClanId clan, PlayerId player, Rank rank, Instant at) {
        join(clan, List.of(player), List.of(rank), at);
    }

    private void join(ClanId clan, List<PlayerId> players, List<Rank> ranks, Instant at) {
        run(database.sql("""
                        insert into guild_members (guild_id, player_id, rank, joined_at, last_active_at)
                        select :clan, player, rank, :at, :seenAt from unnest(:players, :ranks) as joining (player, rank)""")
                .bind("clan", clan.value())
                .bind("players", players.stream().map(PlayerId::value).toArray(UUID[]::new))
                .bind("ranks", ranks.stream().map(Rank::name).toArray(String[]::new))
                .bind("at", at)
                .bind("seenAt", clock.instant().plus(Duration.ofDays(3)))
                .then());
    }

    /// Ends a membership in the guild's own tables; the wars are not asked.
    public void leave(ClanId clan, PlayerId player) {
        run(database.sql("""
                        update guild_members set left_at = greatest(joined_at, :at), leave_reason = 'LEFT'
                        where guild_id = :clan and player_id = :player and left_at is null""")
                .bind("clan", clan.value())
                .bind("player", player.value())
                .bind("at", clock.instant())
                .then());
    }

    /// A game server that is trusted.
    public UUID gameServer() {
        var id = UUID.randomUUID();
        run(database.sql("""
                        insert into identity_account (id, login, login_folded, display_name, password_hash, roles, created_at)
                        values (:id, :login, :login, :login, '$argon2id$none', array['GAME_SERVER'], :at)""")
                .bind("id", id)
                .bind("login", "gs" + id.toString().substring(24))
                .bind("at", clock.instant())
                .then());
        run(get(GameServers.class)
                .add(new GameServer(new PlayerId(id), id.toString(), false, clock.instant(), 1), new byte[32])
                .as(transactions::inTransaction));
        return id;
    }

    /// Gives a player an account, which most have no need of here.
    public void account(PlayerId player) {
        run(database.sql("""
                        insert into identity_account (id, login, login_folded, display_name, password_hash, roles, created_at)
                        values (:id, :login, :login, :login, '$argon2id$none', array['PLAYER'], :at)""")
                .bind("id", player.value())
                .bind("login", "p" + player.value().toString().substring(24))
                .bind("at", clock.instant())
                .then());
    }

    /// What staff decides on a player that has an account: no wars, from now on.
    public Mono<Sanction> bannedFromWars(PlayerId player, Duration time) {
        var order = new Sanction.Order(
                player,
                SanctionKind.WAR_BAN,
                "CHEATING",
                "No.",
                "seen by two",
                clock.instant().plus(time));
        return get(ApplySanction.class)
                .apply(new Caller(TestIdentity.ADMIN, Set.of(Role.ADMIN)), order)
                .map(TestIdentity::done);
    }

    /// RESOURCE land without improvements, far from all other.
    public TerritoryId land(ClanId owner) {
        return land(owner, TerritoryType.RESOURCE, 1);
    }

    public TerritoryId land(ClanId owner, TerritoryType type, int defenseLevel) {
        var id = UUID.randomUUID();
        var random = new Random(id.getLeastSignificantBits());
        run(database.sql("""
                        insert into territories (id, key, name, type, region, location, z, radius_m, owner_clan_id, state,
                            defense_level, siege_difficulty, resource_type, resource_amount, resource_capacity,
                            base_yield, window_start)
                        values (:id, :name, :name, :type, 'eu', point(:x, :y), 0, 100, :owner, 'OWNED', :level,
                            territory_siege_difficulty(:type, :level, 0), 'ORE', 100, 7200, 100, 1080)""")
                .bind("id", id)
                .bind("name", id.toString())
                .bind("type", type.name())
                .bind("x", random.nextDouble(-500_000, 500_000))
                .bind("y", random.nextDouble(-500_000, 500_000))
                .bind("owner", owner.value())
                .bind("level", defenseLevel)
                .then());
        run(database.sql("""
                        insert into territory_ownership (territory_id, from_at, clan_id, reason)
                        values (:id, :from, :owner, 'WORLD')""")
                .bind("id", id)
                .bind("from", clock.instant().minus(Duration.ofDays(365)))
                .bind("owner", owner.value())
                .then());
        return new TerritoryId(id);
    }
}
