package dev.warfront.app;

import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleTerms;
import dev.warfront.battle.Battles;
import dev.warfront.guild.InvitePlayer;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.ClaimTerritory;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.DeclareWar;
import dev.warfront.war.WarType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Two clans, a war that one has declared on the other, and one of everything else that routes name.
final class RightsWorld {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MEMBERS = 15;

    private final RunningProgram program;
    private final DatabaseClient database;
    private final Instant now;

    final ClanId clan = new ClanId(UUID.randomUUID());
    final ClanId otherClan = new ClanId(UUID.randomUUID());
    final TerritoryId contested;
    final TerritoryId free;
    final TerritoryId owned;
    final WarId war;
    final UUID claim;
    final BattleId battle = new BattleId(UUID.randomUUID());
    final UUID invitation;

    /// @param leader of the clan that has declared war
    /// @param otherLeader of the clan on which it was declared
    /// @param host of the battle
    /// @param invited into the clan
    RightsWorld(RunningProgram program, Caller leader, Caller otherLeader, Caller host, Caller invited) {
        this.program = program;
        this.database = program.get(DatabaseClient.class);
        this.now = program.get(Clock.class).instant();
        found(clan, leader.id());
        found(otherClan, otherLeader.id());
        contested = land(otherClan);
        free = land(null);
        war = RightsAccounts.done(program.get(DeclareWar.class)
                        .declare(new DeclareWar.Command(
                                leader.id(), clan, otherClan, WarType.TERRITORIAL, List.of(contested))))
                .id();
        // not before: who owns land declares war on what is near it alone
        owned = land(clan);
        claim = RightsAccounts.done(program.get(ClaimTerritory.class).claim(leader.id(), free, 1))
                .id()
                .value();
        invitation = RightsAccounts.done(program.get(InvitePlayer.class).invite(leader.id(), clan, invited.id()))
                .id()
                .value();
        battleOf(host.id().value());
    }

    /// Level 5, a year old, with enough members and money for a war.
    private void found(ClanId id, PlayerId leader) {
        run(database.sql("""
                        insert into guilds (id, name, name_key, tag, tag_key, leader_id, level, experience, member_count,
                            max_members, treasury, region, created_at)
                        values (:id, :name, :name, :tag, :name, :leader, 5, 1000000, :members, 100, 100000, 'eu', :createdAt)""")
                .bind("id", id.value())
                .bind("name", "Clan " + id.value())
                .bind("tag", id.value().toString().substring(0, 8))
                .bind("leader", leader.value())
                .bind("members", MEMBERS)
                .bind("createdAt", now.minus(Duration.ofDays(365)))
                .then());
        insertMember(id, leader, Rank.LEADER);
        for (var i = 1; i < MEMBERS; i++) {
            insertMember(id, new PlayerId(UUID.randomUUID()), Rank.MEMBER);
        }
    }

    /// One more member of the first clan.
    void join(Caller player, Rank rank) {
        insertMember(clan, player.id(), rank);
    }

    private void insertMember(ClanId id, PlayerId player, Rank rank) {
        run(database.sql("""
                        insert into guild_members (guild_id, player_id, rank, joined_at, last_active_at)
                        values (:clan, :player, :rank, :joined, :seen)""")
                .bind("clan", id.value())
                .bind("player", player.value())
                .bind("rank", rank.name())
                .bind("joined", now.minus(Duration.ofDays(30)))
                .bind("seen", now)
                .then());
    }

    /// Far from all other; neutral without an owner.
    private TerritoryId land(@Nullable ClanId owner) {
        var id = UUID.randomUUID();
        var insert = database.sql("""
                        insert into territories (id, key, name, type, region, location, z, radius_m, owner_clan_id, state,
                            defense_level, siege_difficulty, resource_type, resource_amount, resource_capacity,
                            base_yield, window_start)
                        values (:id, :name, :name, 'RESOURCE', 'eu', point(:x, :x), 0, 100, :owner, :state, 1,
                            territory_siege_difficulty('RESOURCE', 1, 0), 'ORE', 100, 7200, 100, 1080)""")
                .bind("id", id)
                .bind("name", "Land " + id)
                .bind("x", 100_000 + id.hashCode() % 50_000)
                .bind("state", owner == null ? "NEUTRAL" : "OWNED");
        run((owner == null ? insert.bindNull("owner", UUID.class) : insert.bind("owner", owner.value())).then());
        return new TerritoryId(id);
    }

    private void battleOf(UUID host) {
        var zone = new BattleTerms.Zone(new Location(0, 0, 0), 250, -250, 250);
        var terms = new BattleTerms(
                battle, war, contested, TerritoryType.RESOURCE, now, zone, 20, BattleTerms.Host.GAME_SERVER);
        run(program.get(Battles.class)
                .add(new Battle.Created(terms, 1, Side.DEFENDER, host))
                .as(program.get(Transactions.class)::inTransaction));
    }

    private static void run(Mono<Void> statement) {
        statement.block(PATIENCE);
    }
}
