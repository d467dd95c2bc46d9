package dev.warfront.war;

import static dev.warfront.war.TestWars.points;
import static dev.warfront.war.TestWars.totals;
import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.TestBattles;
import dev.warfront.guild.Clan;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.territory.Location;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole wars of a small world, played at random in virtual time. Whatever is asked for and in whatever
/// order: only legal transitions, no credit out of nothing, no land in two wars, and every war ends.
class SeededWarsTest {
    private static final int CLANS = 6;
    private static final int STEPS = 600;
    private static final long TREASURY = 60_000;
    private static final Map<WarStatus, Set<WarStatus>> LEGAL = Map.of(
            WarStatus.DECLARED, Set.of(WarStatus.PREPARATION, WarStatus.ENDED),
            WarStatus.PREPARATION, Set.of(WarStatus.ACTIVE, WarStatus.ENDING, WarStatus.ENDED),
            WarStatus.ACTIVE, Set.of(WarStatus.ENDING),
            WarStatus.ENDING, Set.of(WarStatus.ENDED),
            WarStatus.ENDED, Set.of());

    private final Map<ClanId, List<PlayerId>> clans = new LinkedHashMap<>();
    private final List<TerritoryId> lands = new ArrayList<>();
    private UUID server = UUID.randomUUID();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void whateverIsAskedFor_theRulesHold(long seed) {
        var random = new Random(seed);
        var stage = new WarStage(seed);
        found(stage, random);

        for (var transition = 0; transition < STEPS; transition++) {
            act(stage, random);
            holds(stage);
        }
        for (var round = 0; round < 40; round++) {
            stage.clock.advance(Duration.ofDays(2));
            stage.fireDue();
            holds(stage);
        }

        assertThat(stage.wars.all())
                .isNotEmpty()
                .allSatisfy(war -> assertThat(war.status()).isEqualTo(WarStatus.ENDED));
        assertThat(stage.land
                        .findAll(lands)
                        .map(all ->
                                all.stream().map(Territory::state).distinct().toList())
                        .block(TestWars.PATIENCE))
                .containsExactly(TerritoryState.OWNED);
    }

    private void found(WarStage stage, Random random) {
        server = stage.gameServer();
        for (var i = 0; i < CLANS; i++) {
            var id = new ClanId(new UUID(random.nextLong(), random.nextLong()));
            clans.put(id, stage.clan(id, 15, TREASURY));
            for (var j = 0; j < 3; j++) {
                var type = any(List.of(TerritoryType.values()), random);
                var place = new Location(random.nextInt(1_000), random.nextInt(1_000), 0);
                lands.add(stage.put(TestLand.land(type, place, id)));
            }
        }
    }

    private void act(WarStage stage, Random random) {
        switch (random.nextInt(10)) {
            case 0, 1 -> declare(stage, random);
            case 2 ->
                anyWar(stage, random)
                        .ifPresent(war -> await(
                                stage.cancelWar.cancel(anyone(random), war.id(), war.version() - random.nextInt(2))));
            case 3 ->
                anyWar(stage, random)
                        .ifPresent(war -> await(stage.surrenderWar.surrender(
                                anyone(random), war.id(), war.version() - random.nextInt(2))));
            case 4, 5 ->
                anyWar(stage, random)
                        .ifPresent(war -> await(stage.createBattle.create(
                                TestBattles.command(anyone(random), war.id(), any(lands, random)))));
            case 6, 7 -> battle(stage, random);
            default -> pass(stage, random);
        }
    }

    private void declare(WarStage stage, Random random) {
        var ids = List.copyOf(clans.keySet());
        var attacker = any(ids, random);
        var defender = any(ids, random);
        var targets = lands.stream()
                .filter(id -> defender.equals(stage.land.land(id).owner()) || random.nextInt(20) == 0)
                .filter(_ -> random.nextBoolean())
                .toArray(TerritoryId[]::new);
        if (stage.declare(leaderOf(attacker), attacker, defender, targets)
                instanceof Result.Done<War.Declared, WarRefusal>(var war)) {
            stage.scores.totals.put(
                    war.id(), totals(points(random.nextInt(400) - 50), points(random.nextInt(400) - 50)));
        }
    }

    private void battle(WarStage stage, Random random) {
        var open = stage.battles.all().stream()
                .filter(battle -> battle.status() != BattleStatus.ENDED)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        var battle = any(open, random);
        var id = battle.terms().id();
        if (battle instanceof Battle.Created) {
            await(stage.startBattle.start(server, id));
            return;
        }
        var winner = random.nextInt(4) == 0 ? null : any(List.of(Side.values()), random);
        var reason = any(List.of(BattleEndReason.values()), random);
        await(stage.endBattle.end(server, id, new BattleResult(winner, reason)));
    }

    private static void pass(WarStage stage, Random random) {
        stage.clock.advance(Duration.ofMinutes(random.nextInt(60 * 24)));
        stage.fireDue();
    }

    private void holds(WarStage stage) {
        transitionsAreLegal(stage);
        creditsAreConserved(stage);
        landIsInOneWar(stage);
        battlesBelongToActiveWars(stage);
    }

    private static void transitionsAreLegal(WarStage stage) {
        for (var war : stage.wars.all()) {
            var at = WarStatus.DECLARED;
            var epoch = 1;
            for (var event : stage.wars.log(war.id())) {
                if (event instanceof WarEvent.PhaseChanged changed) {
                    assertThat(changed.from()).isEqualTo(at);
                    assertThat(LEGAL.getOrDefault(at, Set.of())).contains(changed.to());
                    assertThat(changed.phaseEpoch()).isEqualTo(++epoch);
                    at = changed.to();
                }
            }
            assertThat(war.status()).isEqualTo(at);
            assertThat(war.epoch()).isEqualTo(epoch);
        }
    }

    private void creditsAreConserved(WarStage stage) {
        var burned = stage.wars.all().stream().mapToLong(SeededWarsTest::burned).sum();
        var left = stage.guild.all().stream().mapToLong(Clan::treasury).sum();

        assertThat(left + burned).isEqualTo(CLANS * TREASURY);
    }

    /// What the attacker paid and nobody has again.
    private static long burned(War war) {
        var cost = war.terms().cost();
        if (!(war instanceof War.Ended ended) || ended.reason() != EndReason.CANCELLED) {
            return cost;
        }
        return ended.history().preparationAt() == null ? cost - cost / 2 : cost - cost / 4;
    }

    private void landIsInOneWar(WarStage stage) {
        var open = stage.wars.all().stream()
                .filter(war -> war.status() != WarStatus.ENDED)
                .toList();
        var pairs = open.stream()
                .map(war -> Set.of(war.leads().attacker(), war.leads().defender()))
                .toList();
        assertThat(pairs).doesNotHaveDuplicates();
        var named = open.stream()
                .flatMap(war -> war.terms().targets().stream().map(id -> Map.entry(id, war.id())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (var id : lands) {
            var land = stage.land.land(id);
            if (land.lockedBy() != null) {
                assertThat(land.lockedBy()).isEqualTo(named.get(id));
            }
        }
    }

    private static void battlesBelongToActiveWars(WarStage stage) {
        var open = stage.battles.all().stream()
                .filter(battle -> battle.status() != BattleStatus.ENDED)
                .toList();
        assertThat(open.stream().map(battle -> battle.terms().territory())).doesNotHaveDuplicates();
        assertThat(open)
                .allSatisfy(battle -> assertThat(
                                stage.wars.war(battle.terms().war()).status())
                        .isEqualTo(WarStatus.ACTIVE));
    }

    private static Optional<War> anyWar(WarStage stage, Random random) {
        var all = List.copyOf(stage.wars.all());
        return all.isEmpty() ? Optional.empty() : Optional.of(any(all, random));
    }

    private PlayerId leaderOf(ClanId clan) {
        return clans.getOrDefault(clan, List.of()).getFirst();
    }

    /// Mostly somebody who may.
    private PlayerId anyone(Random random) {
        var members = any(List.copyOf(clans.values()), random);
        return members.get(random.nextInt(4));
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
