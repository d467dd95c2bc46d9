package dev.warfront.war.postgres;

import static dev.warfront.war.postgres.WarWorld.PATIENCE;
import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.ClanWars;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.CancelWar;
import dev.warfront.war.DeclarationCode;
import dev.warfront.war.DeclarationViolation;
import dev.warfront.war.DeclareWar;
import dev.warfront.war.EndReason;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.ScoredWars;
import dev.warfront.war.SurrenderWar;
import dev.warfront.war.TestWars;
import dev.warfront.war.War;
import dev.warfront.war.WarRefusal;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarType;
import dev.warfront.war.WarViews;
import dev.warfront.war.Wars;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/// What the real database must keep apart: parallel commands, timers that fire twice, restarts.
class WarRacesTest extends TwoClansOnPostgres {

    @RepeatedTest(3)
    void twoClansDeclareOnEachOtherAtOnce_oneWarComesOfIt() {
        var outcomes = together(
                declaration(attackers.getFirst(), attacker, defender),
                declaration(defenders.getFirst(), defender, attacker));

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(refusal(outcomes)).contains(DeclarationCode.WAR_ALREADY_OPEN);
    }

    @RepeatedTest(3)
    void twoClansNameTheSameLandAtOnce_oneGetsIt() {
        var other = new ClanId(UUID.randomUUID());
        var others = world.clan(other);
        var land = world.land(defender);

        var outcomes = together(
                declaration(attackers.getFirst(), attacker, defender, land),
                declaration(others.getFirst(), other, defender, land));

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(refusal(outcomes)).containsExactly(DeclarationCode.WAR_TERRITORY_LOCKED);
        assertThat(treasury(attacker) + treasury(other)).isEqualTo(190_000);
    }

    @RepeatedTest(3)
    void aTimerThatTwoNodesFire_movesThePhaseOnce() {
        var war = world.declare(attackers.getFirst(), attacker, defender, world.land(defender));
        var timer = world.pending(war).getFirst();
        world.clock.set(timer.fireAt());

        together(fired(war), fired(war));

        assertThat(world.view(war).status()).isEqualTo(WarStatus.PREPARATION);
        assertThat(types(war)).containsExactly("war.declared", "war.phase_changed");
        assertThat(timer.fence()).isEqualTo(1);
    }

    @RepeatedTest(3)
    void surrenderMeetsTheDeadline_oneOfThemEndsTheWar() {
        var war = active();
        var deadline = Objects.requireNonNull(world.view(war).phaseDeadlineAt());
        var version = world.view(war).version();
        world.clock.set(deadline);

        together(
                fired(war),
                world.get(SurrenderWar.class)
                        .surrender(attackers.getFirst(), war, version)
                        .cast(Object.class));

        var view = world.view(war);
        assertThat(view.status()).isEqualTo(WarStatus.ENDING);
        assertThat(view.endReason()).isIn(EndReason.TIME_LIMIT, EndReason.SURRENDER);
        assertThat(view.cutOffAt()).isEqualTo(deadline);
        assertThat(view.phaseEpoch()).isEqualTo(4);
        assertThat(types(war)).filteredOn("war.phase_changed"::equals).hasSize(3);
    }

    @RepeatedTest(3)
    void cancellingMeetsTheFirstDeadline_theCostIsThatOfThePhaseItMet() {
        var war = world.declare(attackers.getFirst(), attacker, defender, world.land(defender));
        world.clock.set(Objects.requireNonNull(world.view(war).phaseDeadlineAt()));

        var outcomes = together(
                fired(war),
                world.get(CancelWar.class).cancel(attackers.getFirst(), war, 1).cast(Object.class));

        var cancelled = outcomes.stream().anyMatch(Result.Done.class::isInstance);
        assertThat(world.view(war).status()).isEqualTo(cancelled ? WarStatus.ENDED : WarStatus.PREPARATION);
        assertThat(treasury(attacker)).isEqualTo(cancelled ? 95_000 : 90_000);
        assertThat(treasury(defender)).isEqualTo(100_000);
    }

    @Test
    void bothLeadersSurrenderAtOnce_theFirstLoses() {
        var war = active();
        var version = world.view(war).version();

        var outcomes = together(
                world.get(SurrenderWar.class).surrender(attackers.getFirst(), war, version),
                world.get(SurrenderWar.class).surrender(defenders.getFirst(), war, version));

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(outcomes).contains(Result.refused(new WarRefusal.WrongPhase(WarStatus.ENDING)));
    }

    @Test
    void aRestartOverTwoDeadlines_skipsNoPhase() {
        var war = world.declare(attackers.getFirst(), attacker, defender, world.land(defender));
        var later = world.clock.instant().plus(Duration.ofHours(25)).plus(Duration.ofMinutes(10));
        try (var restarted = new WarWorld()) {
            restarted.clock.set(later);
            restarted.fireDue(war);
            assertThat(restarted.view(war).status()).isEqualTo(WarStatus.PREPARATION);
            assertThat(restarted.view(war).phaseStartedAt()).isEqualTo(later);
            restarted.clock.advance(Duration.ofHours(24).plus(Duration.ofMinutes(10)));
            restarted.fireDue(war);

            var view = restarted.view(war);
            assertThat(view.status()).isEqualTo(WarStatus.ACTIVE);
            assertThat(view.activeStartedAt()).isEqualTo(later.plus(Duration.ofDays(1)));
        }
    }

    @Test
    void aWriteOnAnOldVersion_isStale() {
        var war = world.declare(attackers.getFirst(), attacker, defender);
        var wars = world.get(Wars.class);
        var stored = await(wars.find(war));

        StepVerifier.create(world.transactions().inTransaction(wars.replace(stored)))
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
        assertThat(await(wars.find(war))).isEqualTo(stored);
        StepVerifier.create(wars.find(new WarId(UUID.randomUUID())))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void nothingIsWrittenBeforeSubscription() {
        var declared = declaration(attackers.getFirst(), attacker, defender);

        assertThat(await(world.get(Wars.class).anyOpenOf(attacker))).isFalse();
        await(declared);
        assertThat(await(world.get(Wars.class).anyOpenOf(attacker))).isTrue();
    }

    @Test
    void whileAWarIsHeld_nobodyEndsIt() {
        var war = active();
        var release = Sinks.<Boolean>one();
        var held = Sinks.<Boolean>one();
        var holding = world.transactions()
                .inTransaction(world.get(ScoredWars.class)
                        .lockShared(List.of(war))
                        .doOnNext(_ -> held.tryEmitValue(true))
                        .flatMap(found -> release.asMono().thenReturn(found)));
        var surrender = world.get(SurrenderWar.class)
                .surrender(attackers.getFirst(), war, world.view(war).version());

        StepVerifier.create(
                        Mono.zip(holding, held.asMono().then(surrender.doOnSubscribe(_ -> release.tryEmitValue(true)))))
                .assertNext(both -> {
                    assertThat(Objects.requireNonNull(both.getT1().get(war)).status())
                            .isEqualTo(WarStatus.ACTIVE);
                    assertThat(both.getT2()).isInstanceOf(Result.Done.class);
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void rostersFollowTheMembership() {
        var war = active();
        var before = roster(war);
        assertThat(before.entries()).hasSize(30);
        var recruit = new PlayerId(UUID.randomUUID());
        var leaver = attackers.get(7);
        var clanWars = world.get(ClanWars.class);

        world.join(attacker, recruit, Rank.MEMBER, world.clock.instant());
        WarWorld.run(world.transactions().inTransaction(clanWars.joined(attacker, recruit, world.clock.instant())));
        WarWorld.run(world.transactions().inTransaction(clanWars.left(attacker, leaver, world.clock.instant())));
        world.leave(attacker, leaver);
        world.join(defender, leaver, Rank.MEMBER, world.clock.instant());
        WarWorld.run(world.transactions().inTransaction(clanWars.joined(defender, leaver, world.clock.instant())));

        var after = roster(war);
        assertThat(after.change()).isGreaterThan(before.change());
        assertThat(rosterChange(war)).isEqualTo(after.change());
        var tenured = world.clock.instant().plus(Duration.ofHours(24));
        assertThat(after.of(recruit).orElseThrow().mayFightAt(tenured)).isTrue();
        assertThat(after.of(recruit).orElseThrow().mayFightAt(tenured.minusMillis(1)))
                .isFalse();
        var turncoat = after.of(leaver).orElseThrow();
        assertThat(turncoat.clan()).isEqualTo(attacker);
        assertThat(turncoat.status()).isEqualTo(ParticipantStatus.LEFT);
        assertThat(turncoat.changedSides()).isTrue();
        assertThat(await(clanWars.inWar(attacker))).isTrue();
    }

    /// The number of the roster is read under the lock: a flush that waited for a join judges by the roster
    /// with it.
    @RepeatedTest(3)
    void aFlushThatWaitsForAJoin_seesItsRoster() {
        var war = active();
        var recruit = new PlayerId(UUID.randomUUID());
        world.join(attacker, recruit, Rank.MEMBER, world.clock.instant());
        var joined = Sinks.<Boolean>one();
        var join = world.transactions()
                .inTransaction(world.get(ClanWars.class)
                        .joined(attacker, recruit, world.clock.instant())
                        .then(Mono.fromRunnable(() -> joined.tryEmitValue(true)))
                        .then(Mono.delay(Duration.ofMillis(200)))
                        .thenReturn(true));
        var flush = joined.asMono()
                .then(world.transactions()
                        .inTransaction(world.get(ScoredWars.class).lockShared(List.of(war))));

        var both = await(Mono.zip(join, flush));
        assertThat(Objects.requireNonNull(both.getT2().get(war)).rosterChange())
                .isEqualTo(roster(war).change());
        assertThat(roster(war).of(recruit)).isPresent();
    }

    @Test
    void theRulesOfAWar_areThoseItWasDeclaredUnder() {
        var war = world.declare(attackers.getFirst(), attacker, defender);

        assertThat(await(world.get(Wars.class).find(war)))
                .isInstanceOfSatisfying(
                        War.Declared.class,
                        declared -> assertThat(declared.rules()).isEqualTo(TestWars.RULES));
    }

    private WarId active() {
        var war = world.declare(attackers.getFirst(), attacker, defender, world.land(defender));
        world.nextPhase(war);
        world.nextPhase(war);
        assertThat(world.view(war).status()).isEqualTo(WarStatus.ACTIVE);
        return war;
    }

    private Roster roster(WarId war) {
        return await(world.get(Rosters.class).of(war, Instant.EPOCH));
    }

    private long rosterChange(WarId war) {
        var found = await(world.get(ScoredWars.class).find(List.of(war)));
        return Objects.requireNonNull(found.get(war)).rosterChange();
    }

    private Mono<Result<War.Declared, WarRefusal>> declaration(
            PlayerId by, ClanId from, ClanId to, TerritoryId... land) {
        var type = land.length == 0 ? WarType.RANKING : WarType.TERRITORIAL;
        return world.get(DeclareWar.class).declare(new DeclareWar.Command(by, from, to, type, List.of(land)));
    }

    /// As a node that has claimed it would, without marking it as fired.
    private Mono<Object> fired(WarId war) {
        var timer = world.pending(war).getFirst();
        return world.transactions().inTransaction(world.fire(timer)).thenReturn("fired");
    }

    private List<String> types(WarId war) {
        return await(world.get(WarViews.class).eventsAfter(war, null, 0, 100)).stream()
                .map(event -> event.type())
                .toList();
    }

    private static <T> List<T> together(Mono<? extends T> one, Mono<? extends T> other) {
        return await(Flux.<T>merge(one, other).collectList());
    }

    private static List<DeclarationCode> refusal(List<Result<War.Declared, WarRefusal>> outcomes) {
        return outcomes.stream()
                .filter(Result.Refused.class::isInstance)
                .map(outcome -> (WarRefusal.Violations) TestWars.refusal(outcome))
                .flatMap(refused -> refused.found().stream())
                .map(DeclarationViolation::code)
                .toList();
    }

    private long treasury(ClanId clan) {
        return await(world.get(Clans.class).find(clan)).treasury();
    }
}
