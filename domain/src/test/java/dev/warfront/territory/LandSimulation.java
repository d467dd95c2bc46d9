package dev.warfront.territory;

import static dev.warfront.territory.LandGame.answer;
import static dev.warfront.territory.TestLand.RULES;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.anyWar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.TestClans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Clans that claim, fight for and lose land at random, over any store; after each step what must always hold is
/// checked. The seed stands in every message.
public final class LandSimulation {
    private static final Set<TerritoryState> AT_WAR =
            Set.of(TerritoryState.LOCKED, TerritoryState.CONTESTED, TerritoryState.BESIEGED);
    private static final int LEVEL = 5;
    private static final long TREASURY = 1_000_000;

    private final LandPorts ports;
    private final TestClans guild = new TestClans();
    private final LandGame game;
    private final long seed;
    private final Random random;
    private final Map<ClanId, PlayerId> clans = new LinkedHashMap<>();
    private final List<Territory> lands;
    private final List<WarId> wars = new ArrayList<>();

    public LandSimulation(LandPorts ports, long seed) {
        this.ports = ports;
        this.seed = seed;
        random = new Random(seed);
        game = new LandGame(ports, guild, seed);
        lands = IntStream.range(0, 12).mapToObj(_ -> TestLand.neutral()).toList();
        lands.forEach(land -> answer(ports.put(land).thenReturn(true)));
        IntStream.range(0, 4).forEach(_ -> {
            var clan = anyClan();
            clans.put(clan, guild.officerOf(clan, LEVEL, TREASURY));
        });
    }

    /// Plays, and checks all land after each step.
    public void play(int steps) {
        for (var step = 0; step < steps; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4 -> claim();
                case 5, 6 -> game.pass(Duration.ofMinutes(random.nextInt(random.nextInt(8) == 0 ? 1_500 : 8)), ports);
                case 7 -> declare();
                case 8 -> settle();
                case 9 -> abandon();
                case 10 -> keep();
                default -> vacate();
            }
            check("seed %d, step %d".formatted(seed, step));
        }
    }

    private void claim() {
        var land = now(anyLand());
        answer(game.claimTerritory.claim(Objects.requireNonNull(clans.get(anyOwner())), land.id(), land.version()));
    }

    private void abandon() {
        var land = now(anyLand());
        answer(game.abandonLand.abandon(anyOfficer(land), land.id(), land.version()));
    }

    private void keep() {
        var land = now(anyLand());
        answer(game.abandonLand.keep(anyOfficer(land), land.id(), land.version()));
    }

    /// Of the owner, where there is one.
    private PlayerId anyOfficer(Territory land) {
        return Objects.requireNonNull(clans.get(land.owner() == null ? anyOwner() : land.owner()));
    }

    private void declare() {
        var war = anyWar();
        var ids = IntStream.range(0, 3)
                .mapToObj(_ -> anyLand().id())
                .distinct()
                .filter(id -> now(id).state() == TerritoryState.OWNED)
                .toList();
        if (!ids.isEmpty()) {
            answer(ports.transactions()
                    .inTransaction(game.warLand.reserve(war, ids))
                    .thenReturn(war));
            wars.add(war);
        }
    }

    private void settle() {
        if (wars.isEmpty()) {
            return;
        }
        var war = wars.remove(random.nextInt(wars.size()));
        var named = lands.stream()
                .map(Territory::id)
                .filter(id -> war.equals(now(id).lockedBy()))
                .toList();
        var at = game.clock.instant();
        var settled = game.warLand
                .contest(war, at)
                .then(Flux.fromIterable(named)
                        .concatMap(id -> random.nextBoolean() ? game.warLand.besiege(war, id, at) : Mono.empty())
                        .then())
                .then(game.warLand.transfer(war, named, anyOwner(), LEVEL, at, Duration.ofHours(1)))
                .flatMap(transfers -> game.warLand.release(war, at).thenReturn(transfers));
        answer(ports.transactions().inTransaction(settled));
    }

    /// As if a clan was disbanded and founded again, when no war names its land.
    private void vacate() {
        var clan = anyOwner();
        var isAtWar =
                lands.stream().map(this::now).anyMatch(land -> clan.equals(land.owner()) && land.lockedBy() != null);
        if (!isAtWar) {
            answer(ports.transactions()
                    .inTransaction(
                            game.vacateLand.vacate(clan, game.clock.instant()).thenReturn(true)));
        }
    }

    private void check(String about) {
        var owned = new LinkedHashMap<ClanId, Integer>();
        for (var land : lands.stream().map(this::now).toList()) {
            assertThat(land.owner() == null).as(about).isEqualTo(land.state() == TerritoryState.NEUTRAL);
            assertThat(land.lockedBy() != null).as(about).isEqualTo(AT_WAR.contains(land.state()));
            if (land.abandonDueAt() != null) {
                assertThat(land.state()).as(about).isEqualTo(TerritoryState.OWNED);
                assertThat(land.abandonDueAt()).as(about).isAfter(game.clock.instant());
            }
            if (land.owner() != null) {
                owned.merge(land.owner(), 1, Integer::sum);
            }
            checkPeriods(land, about);
        }
        owned.values()
                .forEach(count -> assertThat(count)
                        .as(about)
                        .isLessThanOrEqualTo(RULES.territory().at(LEVEL)));
        checkMoney(about);
    }

    private void checkPeriods(Territory land, String about) {
        var periods = answer(ports.map().history(land.id(), new PageRequest(100, null)))
                .items();
        assertThat(periods.getFirst().until()).as(about).isNull();
        assertThat(periods.getFirst().owner()).as(about).isEqualTo(land.owner());
        for (var i = 1; i < periods.size(); i++) {
            assertThat(periods.get(i).until())
                    .as(about)
                    .isEqualTo(periods.get(i - 1).from());
        }
    }

    /// What is missing from the treasuries was paid for claims that run or won.
    private void checkMoney(String about) {
        var missing = clans.keySet().stream()
                .mapToLong(clan -> TREASURY - guild.treasury(clan))
                .sum();
        var won = lands.stream()
                .flatMap(land -> answer(ports.map().history(land.id(), new PageRequest(100, null))).items().stream())
                .filter(period -> period.reason() == OwnershipPeriod.Reason.CLAIM)
                .count();
        var running = lands.stream()
                .mapToLong(land -> answer(ports.claims().running(land.id())).size())
                .sum();
        assertThat(missing).as(about).isEqualTo(5_000 * (won + running));
    }

    private Territory anyLand() {
        return lands.get(random.nextInt(lands.size()));
    }

    private ClanId anyOwner() {
        return List.copyOf(clans.keySet()).get(random.nextInt(clans.size()));
    }

    private Territory now(Territory land) {
        return now(land.id());
    }

    private Territory now(TerritoryId id) {
        return answer(ports.territories().find(id));
    }
}
