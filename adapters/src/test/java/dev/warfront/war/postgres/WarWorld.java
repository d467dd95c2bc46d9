package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.battle.AbandonedBattles;
import dev.warfront.guild.GuildRules;
import dev.warfront.guild.TestGuild;
import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.Secrets;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
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
import dev.warfront.territory.AuthoredTerritory;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Wars with everything they stand on over the real PostgreSQL, in a time that tests set.
public final class WarWorld extends WorldOfClans implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TIMERS_MAX = 20;

    public final ScoresOfTests scores = new ScoresOfTests();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

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
        super(database);
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
                AuthoredTerritory.Source.class,
                () -> () -> List.of(TestLand.authored("nowhere.one", TerritoryType.RESOURCE)));
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

    @Override
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
