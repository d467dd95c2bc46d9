package dev.warfront.war;

import dev.warfront.battle.AbandonedBattles;
import dev.warfront.battle.AbortBattle;
import dev.warfront.battle.BattleClosing;
import dev.warfront.battle.BattleScores;
import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.battle.CaptureScores;
import dev.warfront.battle.Captures;
import dev.warfront.battle.CreateBattle;
import dev.warfront.battle.EndBattle;
import dev.warfront.battle.InMemoryBattles;
import dev.warfront.battle.StartBattle;
import dev.warfront.battle.WarCombat;
import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanRegistration;
import dev.warfront.guild.ClanStatus;
import dev.warfront.guild.InMemoryGuild;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.guild.WarRecords;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.InMemoryGameServers;
import dev.warfront.identity.InMemorySanctions;
import dev.warfront.identity.Sanction;
import dev.warfront.identity.SanctionKind;
import dev.warfront.identity.TestIdentity;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.TestIds;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.InMemoryOutbox;
import dev.warfront.score.ScoreWindow;
import dev.warfront.territory.InMemoryLand;
import dev.warfront.territory.LandAtWar;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TestLand;
import dev.warfront.timer.InMemoryTimers;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/// All rules of wars and battles over ports in memory, in a time that a test sets. Scores are what
/// a test says.
public final class WarStage {
    public final MutableClock clock = new MutableClock(TestWars.NOW);
    public final InMemoryGuild guild = new InMemoryGuild();
    public final WarRecords records = new WarRecords(guild.clans(), guild.clanStore());
    public final InMemoryLand land = new InMemoryLand();
    public final InMemoryWars wars = new InMemoryWars();
    public final InMemoryBattles battles = new InMemoryBattles();
    public final InMemoryGameServers servers = new InMemoryGameServers();
    public final InMemorySanctions sanctions = new InMemorySanctions(clock);
    public final InMemoryTimers timers = new InMemoryTimers();
    public final InMemoryOutbox outbox = new InMemoryOutbox();
    public final ScoresInMemory scores;

    public final DeclareWar declareWar;
    public final CancelWar cancelWar;
    public final SurrenderWar surrenderWar;
    public final CreateBattle createBattle;
    public final StartBattle startBattle;
    public final EndBattle endBattle;
    public final AbortBattle abortBattle;
    public final AbandonedBattles abandonedBattles;
    public final PhaseTimers phaseTimers;
    public final DecideWar decideWar;
    public final SettleWar settleWar;
    public final Settlements settlements;
    public final RosterKeeper rosterKeeper;

    private final Transactions transactions = new DirectTransactions();

    public WarStage(long seed) {
        this(seed, TestWars.SECTIONS);
    }

    /// @param rules that new wars keep
    public WarStage(long seed, List<WarRule> rules) {
        this(seed, rules, new ScoresInMemory());
    }

    /// @param rules that new wars keep
    /// @param scores where captures and cut-offs go, and where final scores come from
    public WarStage(long seed, List<WarRule> rules, ScoresInMemory scores) {
        this.scores = scores;
        var ids = new TestIds(seed);
        var warLand = new LandAtWar(land, land, outbox, TestLand.RULES, clock);
        var events = new WarEvents(wars, outbox);
        var closing = new BattleClosing(battles, scores, warLand, events);
        abandonedBattles = new AbandonedBattles(wars, battles, closing, timers);
        var combat = new WarCombat(battles, closing, abandonedBattles);
        var transitions = new Transitions(wars, timers, events);
        var consequences = new WarConsequences(guild.treasury(), records, warLand);
        var spoils = new Spoils(wars, land, warLand, battles);
        var endings = new EnterEnding(transitions, combat, scores, timers, clock);
        var declarations = new DeclarationLoader(guild.clans(), wars, land);
        declareWar =
                new DeclareWar(rules, declarations, sanctions, consequences, transitions, transactions, ids, clock);
        var parties = new WarParties(wars, guild.clans());
        cancelWar = new CancelWar(wars, parties, guild.clans(), consequences, transitions, transactions, clock);
        surrenderWar = new SurrenderWar(wars, guild.clans(), battles, endings, transactions, clock);
        createBattle = new CreateBattle(
                wars,
                guild.clans(),
                sanctions,
                wars,
                land,
                servers,
                battles,
                abandonedBattles,
                events,
                transactions,
                ids,
                clock);
        startBattle = new StartBattle(wars, battles, servers, warLand, abandonedBattles, events, transactions, clock);
        var captures = new Captures(wars, land, scores, events);
        endBattle = new EndBattle(wars, servers, battles, captures, closing, transactions, clock);
        abortBattle = new AbortBattle(wars, battles, closing, transactions, clock);
        phaseTimers = new PhaseTimers(wars, parties, guild.clans(), wars, sanctions, spoils, transitions, endings);
        decideWar = new DecideWar(wars, spoils, wars, scores, scores, timers);
        settleWar = new SettleWar(parties, wars, spoils, consequences, transitions, timers);
        settlements = new Settlements(timers, clock);
        rosterKeeper = new RosterKeeper(wars, guild.clans(), wars, sanctions);
    }

    /// A ban from wars, from now on.
    public Sanction ban(PlayerId player, Instant until) {
        var sanction = TestIdentity.sanction(player, SanctionKind.WAR_BAN, clock.instant(), until);
        run(sanctions.add(sanction));
        return sanction;
    }

    /// Ends a ban now.
    public void lift(Sanction sanction) {
        run(sanctions.replace(TestIdentity.lifted(sanction, clock.instant())));
    }

    /// A clan of so many members, all seen lately: the first leads, the second is a deputy, the
    /// third an officer.
    public List<PlayerId> clan(ClanId id, int members, long treasury) {
        return clan(id, members, treasury, ClanStatus.ACTIVE);
    }

    public List<PlayerId> clan(ClanId id, int members, long treasury, ClanStatus status) {
        var players = IntStream.range(0, members)
                .mapToObj(_ -> new PlayerId(UUID.randomUUID()))
                .toList();
        var clan = new Clan(
                id,
                new ClanRegistration("Clan " + id.value(), "TAG", "eu"),
                status,
                new Clan.Headcount(players.getFirst(), members, 1_000),
                new Clan.Earnings(10, 0, 0, treasury),
                new Clan.WarRecord(null, null, 0, 1_000),
                TestWars.NOW.minus(Duration.ofDays(100)),
                1);
        var joinedAt = TestWars.NOW.minus(Duration.ofDays(50));
        var seenAt = TestWars.NOW.plus(Duration.ofDays(365));
        var roster = IntStream.range(0, members)
                .mapToObj(i -> new Member(id, players.get(i), rank(i), joinedAt, seenAt, 0, 1))
                .toArray(Member[]::new);
        guild.put(clan, roster);
        return players;
    }

    private static Rank rank(int index) {
        return switch (index) {
            case 0 -> Rank.LEADER;
            case 1 -> Rank.DEPUTY;
            case 2 -> Rank.OFFICER;
            default -> Rank.MEMBER;
        };
    }

    /// A game server that is trusted.
    public UUID gameServer() {
        var id = UUID.randomUUID();
        run(servers.add(new GameServer(new PlayerId(id), id.toString(), false, clock.instant(), 1), new byte[32]));
        return id;
    }

    public TerritoryId put(Territory territory) {
        run(land.put(territory));
        return territory.id();
    }

    public Result<War.Declared, WarRefusal> declare(
            PlayerId by, ClanId attacker, ClanId defender, TerritoryId... targets) {
        var type = targets.length == 0 ? WarType.RANKING : WarType.TERRITORIAL;
        return await(declareWar.declare(new DeclareWar.Command(by, attacker, defender, type, List.of(targets))));
    }

    /// The declaration must be accepted.
    public WarId declared(PlayerId by, ClanId attacker, ClanId defender, TerritoryId... targets) {
        return TestWars.done(declare(by, attacker, defender, targets)).id();
    }

    /// Moves the clock to the deadline of the present phase and fires what is due.
    public void nextPhase(WarId war) {
        clock.set(wars.war(war).deadline().orElseThrow());
        fireDue();
    }

    /// Fires what is due by the clock, and reads the score logs up to their marks.
    public void fireDue() {
        run(timers.fireDue(clock.instant(), handlers()).then());
        for (var war : scores.takeMarkers()) {
            run(settlements.closed(war));
        }
        run(timers.fireDue(clock.instant(), handlers()).then());
    }

    public TimerHandler[] handlers() {
        return new TimerHandler[] {phaseTimers, decideWar, settleWar, abandonedBattles};
    }

    public List<Timer> pending(WarId war) {
        return timers.pending().stream()
                .filter(timer -> timer.ownerId().equals(war.value()))
                .toList();
    }

    public static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(TestWars.PATIENCE));
    }

    public static void run(Mono<?> mono) {
        mono.block(TestWars.PATIENCE);
    }

    /// What a test says the sides have.
    public static class ScoresInMemory implements CutOffMarkers, FinalScores, CaptureScores, BattleScores {
        public final Map<WarId, FinalTotals> totals = new LinkedHashMap<>();
        public final List<CaptureScoreEvent> captures = new ArrayList<>();
        public final List<WarId> marked = new ArrayList<>();
        private final List<WarId> markers = new ArrayList<>();

        /// Wars whose cut-off was reached in the log since the last call.
        protected List<WarId> takeMarkers() {
            var taken = List.copyOf(markers);
            markers.clear();
            return taken;
        }

        @Override
        public Duration lateGrace(WarRules rules) {
            return rules.section(ScoreWindow.class).lateGrace();
        }

        @Override
        public Mono<Void> appendCutOffMarker(WarId war, Instant cutOff) {
            return Mono.fromRunnable(() -> {
                markers.add(war);
                marked.add(war);
            });
        }

        @Override
        public Mono<FinalTotals> verified(WarId war) {
            return Mono.fromSupplier(() -> totals.getOrDefault(war, FinalTotals.NOTHING));
        }

        @Override
        public Mono<Void> finalise(WarId war, long lastSeq) {
            return verified(war)
                    .filter(sums -> sums.lastSeq() == lastSeq)
                    .switchIfEmpty(Mono.error(() -> new StaleWrite("final scores of war " + war.value())))
                    .then();
        }

        @Override
        public Mono<Void> append(CaptureScoreEvent event) {
            return Mono.fromRunnable(() -> captures.add(event));
        }

        @Override
        public Mono<Score> of(WarId war, BattleId battle) {
            return Mono.just(Score.NOTHING);
        }
    }
}
