package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.battle.AbandonedBattles;
import dev.warfront.guild.GuildRules;
import dev.warfront.guild.Rank;
import dev.warfront.guild.TestGuild;
import dev.warfront.identity.ApplySanction;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.Sanction;
import dev.warfront.identity.SanctionKind;
import dev.warfront.identity.Secrets;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.crypto.Sealer;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.http.ReadyReads;
import dev.warfront.kernel.http.RouteLimit;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.territory.TerritoryRules;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.war.DecideWar;
import dev.warfront.war.DeclareWar;
import dev.warfront.war.HotWarSettings;
import dev.warfront.war.PhaseTimers;
import dev.warfront.war.SettleWar;
import dev.warfront.war.TestWars;
import dev.warfront.war.WarRule;
import dev.warfront.war.WarType;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Wars with everything they stand on over the real PostgreSQL, in a time that tests set.
public final class WarWorld implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final int MEMBERS = 15;
    private static final int TIMERS_MAX = 20;

    public final MutableClock clock = new MutableClock(START);
    public final ScoresOfTests scores = new ScoresOfTests();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final DatabaseClient database;
    private final Transactions transactions = KernelOnPostgres.transactions();

    public WarWorld() {
        this(KernelOnPostgres.database(), TestWars.SECTIONS);
    }

    /// One in which every read asks the database.
    public static WarWorld withoutHotWars() {
        return new WarWorld(KernelOnPostgres.database(), TestWars.SECTIONS, false);
    }

    /// A world of its own rules.
    ///
    /// @param rules that new wars keep
    public static WarWorld under(List<WarRule> rules) {
        return new WarWorld(KernelOnPostgres.database(), rules);
    }

    /// Over a database that may be slow or away, which the transactions are not.
    public WarWorld(DatabaseClient database, List<WarRule> rules) {
        this(database, rules, true);
    }

    private WarWorld(DatabaseClient database, List<WarRule> rules, boolean rememberWars) {
        this.database = database;
        var beans = context.getBeanFactory();
        beans.registerSingleton("database", database);
        beans.registerSingleton("transactions", transactions);
        context.registerBean(Ids.class, KernelOnPostgres::ids);
        context.registerBean(Deadline.class, () -> KernelOnPostgres.DEADLINE);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Ticker.class, () -> new ClockTicker(clock));
        context.registerBean(JsonMapper.class, WireJson::jsonMapper);
        context.registerBean(MeterRegistry.class, () -> meters);
        context.registerBean(GuildRules.class, () -> TestGuild.RULES);
        context.registerBean(TerritoryRules.class, () -> TestLand.RULES);
        context.registerBean(
                HotWarSettings.class, () -> new HotWarSettings(rememberWars, 1_000, Duration.ofSeconds(1)));
        context.registerBean(Sealer.class, () -> TestSealer.SEALER);
        context.registerBean(Secrets.class, () -> new DerivedSecrets(TestSealer.SEALER));
        context.registerBean(IdentityRules.class, () -> TestIdentity.RULES);
        rules.forEach(section -> beans.registerSingleton(section.getClass().getName(), section));
        context.registerBean(ScoresOfTests.class, () -> scores);
        ProgramParts.registerIn(context);
        context.refresh();
    }

    /// A part of the program, by its type.
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /// Everything of wars and battles that answers HTTP.
    public Object[] controllers() {
        var all = new ArrayList<Object>(
                context.getBeansWithAnnotation(RestController.class).values());
        all.addAll(context.getBeansOfType(RouteLimit.class).values());
        all.addAll(context.getBeansOfType(ReadyReads.class).values());
        return all.toArray();
    }

    /// What notes who was seen.
    public Object[] filters() {
        return context.getBeansOfType(WebFilter.class).values().toArray();
    }

    public Transactions transactions() {
        return transactions;
    }

    public DatabaseClient database() {
        return database;
    }

    @Override
    public void close() {
        context.close();
    }

    /// A clan of 15, of level 5, a year old and with 100 000 credits, owning the land given. Its leader is
    /// the first.
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
        var ranks = IntStream.range(0, members).mapToObj(WarWorld::rankOf).toList();
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

    /// A declaration of the attacker's leader that must be accepted.
    public WarId declare(PlayerId leader, ClanId attacker, ClanId defender, TerritoryId... targets) {
        var type = targets.length == 0 ? WarType.RANKING : WarType.TERRITORIAL;
        var command = new DeclareWar.Command(leader, attacker, defender, type, List.of(targets));
        return TestWars.done(await(get(DeclareWar.class).declare(command))).id();
    }

    /// Puts a clan beside the lead clan of a side.
    public void ally(WarId war, ClanId clan, Side side) {
        run(database.sql("""
                        insert into clan_war_clans (war_id, clan_id, role, joined_at, scoring_from)
                        values (:war, :clan, :role, :at, :at)""")
                .bind("war", war.value())
                .bind("clan", clan.value())
                .bind("role", "ALLY_" + side)
                .bind("at", clock.instant())
                .then());
    }

    public WarView view(WarId war) {
        return await(get(WarViews.class).find(war));
    }

    /// Fires what of the war is due by the clock, in order; answers how many.
    public int fireDue(WarId war) {
        var fired = 0;
        while (fired < TIMERS_MAX && fireNext(war)) {
            fired++;
        }
        return fired;
    }

    /// Moves the clock to the end of the present phase and fires its timer.
    public void nextPhase(WarId war) {
        clock.set(Objects.requireNonNull(view(war).phaseDeadlineAt()));
        fireDue(war);
    }

    private boolean fireNext(WarId war) {
        var due = pending(war).stream()
                .filter(timer -> !timer.fireAt().isAfter(clock.instant()))
                .findFirst();
        due.ifPresent(timer -> run(transactions.inTransaction(fire(timer).then(fired(timer)))));
        return due.isPresent();
    }

    /// What a runner does with a claimed timer, without marking it as fired.
    public Mono<Void> fire(Timer timer) {
        return handlerOf(timer.kind()).fire(timer, clock.instant());
    }

    /// Unfired timers of the war, in the order in which they are due.
    public List<Timer> pending(WarId war) {
        return await(database.sql("""
                        select id, kind, owner_id, ref_id, fence, fire_at from timers
                        where owner_id = :war and fired_at is null order by fire_at, id""")
                .bind("war", war.value())
                .map(row -> new Timer(
                        required(row, "id", UUID.class),
                        new TimerKind(required(row, "kind", String.class)),
                        required(row, "owner_id", UUID.class),
                        row.get("ref_id", UUID.class),
                        row.get("fence", Long.class),
                        required(row, "fire_at", Instant.class)))
                .all()
                .collectList());
    }

    private Mono<Void> fired(Timer timer) {
        return database.sql("update timers set fired_at = :now where id = :id")
                .bind("now", clock.instant())
                .bind("id", timer.id())
                .then();
    }

    private TimerHandler handlerOf(TimerKind kind) {
        return Stream.of(
                        get(PhaseTimers.class), get(DecideWar.class), get(SettleWar.class), get(AbandonedBattles.class))
                .map(TimerHandler.class::cast)
                .filter(handler -> handler.kinds().contains(kind))
                .findFirst()
                .orElseThrow();
    }

    public static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    public static void run(Mono<?> mono) {
        mono.block(PATIENCE);
    }
}
