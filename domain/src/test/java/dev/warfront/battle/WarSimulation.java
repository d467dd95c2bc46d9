package dev.warfront.battle;

import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Clan;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.score.ScoreEvent;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.war.EndReason;
import dev.warfront.war.TestWars;
import dev.warfront.war.War;
import dev.warfront.war.WarRule;
import dev.warfront.war.WarStage;
import dev.warfront.war.WarStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/// Wars of a small world, played at random in virtual time through the rules of war, battle, territory,
/// guild and score.
final class WarSimulation {
    private static final int CLANS = 6;
    private static final int LANDS_OF_A_CLAN = 4;
    private static final int MEMBERS = 15;
    private static final long TREASURY = 1_000_000;

    final ScoredLog scores = new ScoredLog();
    final WarStage stage;
    final Turnover turnover;
    final List<TerritoryId> lands = new ArrayList<>();
    private final Random random;
    private final Map<ClanId, List<PlayerId>> clans = new LinkedHashMap<>();
    private final List<ScoreEvent> reported = new ArrayList<>();
    private UUID server;

    WarSimulation(long seed) {
        random = new Random(seed);
        stage = new WarStage(seed, fullSides(), scores);
        scores.playedOn(stage);
        server = stage.gameServer();
        for (var i = 0; i < CLANS; i++) {
            var id = new ClanId(uuid());
            clans.put(id, stage.clan(id, MEMBERS, TREASURY));
            for (var j = 0; j < LANDS_OF_A_CLAN; j++) {
                var place = new Location(random.nextInt(1_000), random.nextInt(1_000), 0);
                lands.add(stage.put(TestLand.land(any(List.of(TerritoryType.values())), place, id)));
            }
        }
        var restless = clans.values().stream()
                .flatMap(members -> members.subList(3, 6).stream())
                .toList();
        turnover = new Turnover(stage, List.copyOf(clans.keySet()), restless, MEMBERS, random);
    }

    /// A clan fills its side: who joins needs the place of one who left.
    private static List<WarRule> fullSides() {
        var rules = new ArrayList<>(TestWars.SECTIONS);
        rules.set(0, TestWars.withSides(MEMBERS));
        return rules;
    }

    /// One thing happens, wished for or not; most of it is refused.
    void step() {
        stage.clock.advance(Duration.ofMillis(1 + random.nextInt(2_000)));
        switch (random.nextInt(40)) {
            case 0, 1, 2 -> declare();
            case 3 -> war().ifPresent(war -> await(stage.cancelWar.cancel(anyone(), war.id(), war.version())));
            case 4 -> surrender();
            case 5, 6, 7, 8, 9, 10 -> create();
            case 11, 12, 13, 14, 15 -> battle(BattleStatus.CREATED).ifPresent(this::start);
            case 16, 17, 18, 19 -> battle(BattleStatus.ACTIVE).ifPresent(this::end);
            case 20 ->
                battle(random.nextBoolean() ? BattleStatus.CREATED : BattleStatus.ACTIVE)
                        .ifPresent(this::abort);
            case 21 -> revoke();
            case 22, 23, 24 -> pass();
            case 25, 26, 27, 28 -> scores.flush();
            case 29 -> turnover.step();
            default -> report();
        }
    }

    /// Nobody wishes for anything any more.
    void finish() {
        for (var day = 0; day < 60; day++) {
            stage.clock.advance(Duration.ofDays(1));
            stage.fireDue();
        }
    }

    private void declare() {
        var ids = List.copyOf(clans.keySet());
        var attacker = any(ids);
        var defender = any(ids);
        var targets = lands.stream()
                .filter(id -> defender.equals(stage.land.land(id).owner()) || random.nextInt(30) == 0)
                .filter(_ -> random.nextInt(3) > 0)
                .toArray(TerritoryId[]::new);
        stage.declare(membersOf(attacker).getFirst(), attacker, defender, targets);
    }

    /// Rarely, or no war would be fought to its end.
    private void surrender() {
        if (random.nextInt(20) == 0) {
            war().ifPresent(war -> await(stage.surrenderWar.surrender(anyone(), war.id(), war.version())));
        }
    }

    private void create() {
        fought().ifPresent(war -> {
            var land = random.nextInt(20) == 0 || war.terms().targets().isEmpty()
                    ? any(lands)
                    : any(war.terms().targets());
            var by = random.nextInt(10) == 0 ? anyone() : memberOf(war, Side.ATTACKER);
            var named = random.nextInt(3) == 0 ? server : null;
            await(stage.createBattle.create(
                    new CreateBattle.Command(by, war.id(), land, BattleTerms.Host.GAME_SERVER, named)));
        });
    }

    private void start(Battle battle) {
        await(stage.startBattle.start(server, battle.terms().id()));
    }

    private void end(Battle battle) {
        var active = (Battle.Active) battle;
        var result = switch (random.nextInt(4)) {
            case 0 -> new BattleResult(active.holder(), BattleEndReason.TIME_OVER);
            case 1 -> new BattleResult(any(List.of(Side.values())), any(List.of(BattleEndReason.values())));
            default -> new BattleResult(active.assaulting(), BattleEndReason.DECISIVE);
        };
        var before = await(scores.of(battle.terms().war(), battle.terms().id()));
        var ended = await(stage.endBattle.end(active.server(), battle.terms().id(), result));
        if (ended instanceof Result.Done<Battle.Ended, BattleRefusal>(var done)) {
            assertThat(done.score()).isEqualTo(before);
        }
    }

    private void abort(Battle battle) {
        await(stage.abortBattle.abort(new PlayerId(server), battle.terms().id(), battle.version()));
    }

    private void revoke() {
        if (random.nextInt(5) == 0) {
            var gone = new PlayerId(server);
            WarStage.run(stage.servers.revoke(gone, stage.clock.instant()));
            WarStage.run(stage.abandonedBattles.revoked(gone, stage.clock.instant()));
            server = stage.gameServer();
        }
    }

    /// Fights take minutes, everything else waits for what is due next.
    private void pass() {
        if (battle(BattleStatus.ACTIVE).isPresent()) {
            stage.clock.advance(Duration.ofSeconds(random.nextInt(600)));
        } else if (fought().isPresent()) {
            stage.clock.advance(Duration.ofMinutes(random.nextInt(120)));
        } else if (!stage.timers.pending().isEmpty()) {
            var due = stage.timers.pending().getFirst().fireAt();
            stage.clock.set(due.isAfter(stage.clock.instant()) ? due : stage.clock.instant());
        } else {
            stage.clock.advance(Duration.ofDays(1));
        }
        stage.fireDue();
    }

    private void report() {
        var war = fought();
        if (war.isEmpty()) {
            return;
        }
        var event = !reported.isEmpty() && random.nextInt(8) == 0 ? repeat() : event(war.get());
        reported.add(event);
        scores.report(event);
    }

    /// The same again, or another under its id.
    private ScoreEvent repeat() {
        var first = any(reported);
        return random.nextInt(4) > 0
                ? first
                : new ScoreEvent(
                        first.eventId(),
                        first.war(),
                        first.battle(),
                        first.type(),
                        /* player= */ first.victim(),
                        /* victim= */ first.player(),
                        first.players().reversed(),
                        first.basePoints(),
                        first.occurredAt().minusMillis(1));
    }

    private ScoreEvent event(War war) {
        var side = any(List.of(Side.values()));
        var own = random.nextInt(20) == 0 ? anyone() : memberOf(war, side);
        var other = random.nextInt(20) == 0 ? anyone() : memberOf(war, side.opponent());
        var running = stage.battles.all().stream()
                .filter(battle -> battle.terms().war().equals(war.id()) || random.nextInt(30) == 0)
                .toList();
        var battle = running.isEmpty() || random.nextBoolean()
                ? null
                : any(running).terms().id();
        var ago = random.nextInt(30) == 0 ? Duration.ofMinutes(11) : Duration.ofMillis(random.nextInt(20_000));
        var at = stage.clock.instant().minus(random.nextInt(60) == 0 ? Duration.ofMinutes(-2) : ago);
        var shared = random.nextInt(4) == 0;
        var players = shared
                ? Stream.generate(() -> memberOf(war, side))
                        .distinct()
                        .limit(1 + random.nextInt(3))
                        .toList()
                : List.<PlayerId>of();
        var type = shared ? "OBJECTIVE_CAPTURE" : random.nextInt(3) == 0 ? "ASSIST" : "KILL";
        return new ScoreEvent(
                uuid(),
                war.id(),
                battle,
                type,
                shared ? null : own,
                shared ? null : other,
                players,
                random.nextInt(30) == 0 ? 1_000L : null,
                at);
    }

    /// Credits are where they were, but for what declarations burned.
    void creditsAreConserved() {
        var burned = stage.wars.all().stream().mapToLong(WarSimulation::burned).sum();
        var left = stage.guild.all().stream().mapToLong(Clan::treasury).sum();

        assertThat(left + burned).isEqualTo(CLANS * TREASURY);
    }

    private static long burned(War war) {
        var cost = war.terms().cost();
        if (!(war instanceof War.Ended ended) || ended.reason() != EndReason.CANCELLED) {
            return cost;
        }
        return ended.history().preparationAt() == null ? cost - cost / 2 : cost - cost / 4;
    }

    void pointsAreConserved() {
        stage.wars.all().forEach(war -> scores.holds(war.id()));
    }

    void rostersHold() {
        stage.wars.all().forEach(turnover::rosterHolds);
    }

    void battlesBelongToActiveWars() {
        var open = stage.battles.all().stream()
                .filter(battle -> battle.status() != BattleStatus.ENDED)
                .toList();
        assertThat(open.stream().map(battle -> battle.terms().territory())).doesNotHaveDuplicates();
        for (var battle : open) {
            var war = stage.wars.war(battle.terms().war());
            assertThat(war.status()).isEqualTo(WarStatus.ACTIVE);
            var running = await(stage.battles.loadOf(war.id())).war();
            assertThat(running)
                    .isLessThanOrEqualTo(
                            TestWars.RULES.section(BattleRules.class).maxPerWar());
        }
    }

    private Optional<War> war() {
        var all = List.copyOf(stage.wars.all());
        return all.isEmpty() ? Optional.empty() : Optional.of(any(all));
    }

    private Optional<War> fought() {
        var active = stage.wars.all().stream()
                .filter(war -> war.status() == WarStatus.ACTIVE)
                .toList();
        return active.isEmpty() ? Optional.empty() : Optional.of(any(active));
    }

    private Optional<Battle> battle(BattleStatus status) {
        var some = stage.battles.all().stream()
                .filter(battle -> battle.status() == status)
                .toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(any(some));
    }

    private PlayerId memberOf(War war, Side side) {
        return any(membersOf(war.leads().of(side)).subList(0, 6));
    }

    private List<PlayerId> membersOf(ClanId clan) {
        return clans.getOrDefault(clan, List.of());
    }

    /// Leaders and officers more often than they are.
    private PlayerId anyone() {
        return any(List.copyOf(clans.values())).get(random.nextInt(5));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
