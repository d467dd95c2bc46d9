package dev.warfront.battle;

import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.warfront.battle.BattleRefusal.HostNotSupported;
import dev.warfront.battle.BattleRefusal.NotHost;
import dev.warfront.battle.BattleRefusal.ServerRevoked;
import dev.warfront.battle.BattleRefusal.TerritoryBusy;
import dev.warfront.battle.BattleRefusal.UnknownServer;
import dev.warfront.battle.BattleRefusal.VersionMismatch;
import dev.warfront.battle.BattleRefusal.WarFull;
import dev.warfront.battle.BattleRefusal.WrongState;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.war.TestWars;
import dev.warfront.war.TwoClansAtWar;
import dev.warfront.war.WarRule;
import dev.warfront.war.WarStage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who fights battles, and what becomes of those that their host abandons.
class AbandonedBattlesTest extends TwoClansAtWar {
    private static final BattleResult WON = new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE);
    private static final PlayerId ADMIN = new PlayerId(UUID.randomUUID());
    private static final BattleRules RULES = TestWars.RULES.section(BattleRules.class);
    private static final Duration GRACE = RULES.hostGrace();

    @Test
    void aBattleWhoseHostNeverComes_isCancelledAfterTheGrace_andItsLandIsFree() {
        var war = active();
        var battle = created(war, target);
        var over = stage.clock.instant().plus(RULES.startGrace());

        stage.clock.set(over.minusMillis(1));
        stage.fireDue();
        assertThat(refusal(create(war, target))).isEqualTo(new TerritoryBusy(target));
        stage.clock.set(over);
        stage.fireDue();

        assertCancelled(battle);
        assertThat(refusal(await(stage.startBattle.start(server, battle))))
                .isEqualTo(new WrongState(BattleStatus.ENDED));
        begun(war, target);
    }

    /// Each of the two has a setting of its own.
    @Test
    void aBattleThatNobodyBegins_waitsForTheGraceOfItsStart() {
        var patient = new WarStage(7, sections(Duration.ofMinutes(10)));
        var clan = patient.clan(attacker, 15, 100_000);
        patient.clan(defender, 15, 100_000);
        var land = patient.put(TestLand.owned(defender));
        var war = patient.declared(clan.getFirst(), attacker, defender, land);
        patient.nextPhase(war);
        patient.nextPhase(war);
        var battle = done(await(patient.createBattle.create(TestBattles.command(clan.get(2), war, land))))
                .terms()
                .id();

        patient.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        patient.fireDue();
        assertThat(patient.battles.battle(battle).status()).isEqualTo(BattleStatus.CREATED);
        patient.clock.advance(Duration.ofMillis(1));
        patient.fireDue();
        assertThat(patient.battles.battle(battle).status()).isEqualTo(BattleStatus.ENDED);
    }

    private static List<WarRule> sections(Duration startGrace) {
        return TestWars.SECTIONS.stream()
                .map(rule -> rule instanceof BattleRules ? TestBattles.startingWithin(startGrace) : rule)
                .toList();
    }

    @Test
    void aHostThatComesWithinTheGrace_fightsToTheEnd() {
        var war = active();
        var battle = created(war, target);

        stage.clock.advance(RULES.startGrace().minusMillis(1));
        done(await(stage.startBattle.start(server, battle)));
        stage.clock.advance(GRACE);
        stage.fireDue();

        assertThat(stage.battles.battle(battle).status()).isEqualTo(BattleStatus.ACTIVE);
    }

    @Test
    void aHostThatIsRevoked_decidesItsBattleNoMore() {
        var battle = begun(active(), target);

        WarStage.run(stage.servers.revoke(new PlayerId(server), stage.clock.instant()));

        assertThat(refusal(end(battle))).isEqualTo(new ServerRevoked(server));
        assertThat(stage.battles.battle(battle).status()).isEqualTo(BattleStatus.ACTIVE);
    }

    @Test
    void aBattleThatItsHostDoesNotEnd_isAbortedAfterTheGrace() {
        var war = active();
        var battle = begun(war, target);
        var over = ((Battle.Active) stage.battles.battle(battle)).endsAt().plus(GRACE);

        stage.clock.set(over.minusMillis(1));
        stage.fireDue();
        assertThat(stage.battles.battle(battle).status()).isEqualTo(BattleStatus.ACTIVE);
        stage.clock.set(over);
        stage.fireDue();

        assertAborted(battle);
        assertThat(created(war, target)).isNotNull();
    }

    /// The way of a server that dies three times: without an end the war could not be fought any more.
    @Test
    void threeBattlesWithoutAHost_doNotStopTheWar() {
        var lands = Stream.concat(Stream.of(target), Stream.of(1, 2, 3).map(this::resource))
                .toList();
        var war = activeWith(lands.toArray(TerritoryId[]::new));
        lands.subList(0, 3).forEach(land -> begun(war, land));
        assertThat(refusal(create(war, lands.get(3)))).isEqualTo(new WarFull(3));

        stage.clock.advance(
                TestWars.RULES.section(BattleRules.class).resourceLength().plus(GRACE));
        stage.fireDue();

        begun(war, lands.get(3));
    }

    @Test
    void aHostMayStillEndItsBattleWithinTheGrace() {
        var war = active();
        var battle = begun(war, target);
        stage.clock.advance(TestWars.RULES
                .section(BattleRules.class)
                .resourceLength()
                .plus(GRACE)
                .minusMillis(1));

        assertThat(done(end(battle)).captured()).isTrue();
        stage.clock.advance(Duration.ofMinutes(5));
        stage.fireDue();
        assertThat(stage.battles.battle(battle))
                .isInstanceOfSatisfying(
                        Battle.Ended.class, ended -> assertThat(ended.reason()).isEqualTo(BattleEndReason.DECISIVE));
    }

    @Test
    void whenAServerIsRevoked_itsBattlesEndAtOnce_andNoOthers() {
        var lands = List.of(target, resource(1), resource(2));
        var war = activeWith(lands.toArray(TerritoryId[]::new));
        var other = stage.gameServer();
        var fought = begun(war, lands.getFirst());
        var planned = done(create(war, lands.get(1), BattleTerms.Host.GAME_SERVER, server))
                .terms()
                .id();
        var others = created(war, lands.get(2));
        done(await(stage.startBattle.start(other, others)));

        revoke(server);
        stage.fireDue();

        assertAborted(fought);
        assertCancelled(planned);
        assertThat(stage.battles.battle(others).status()).isEqualTo(BattleStatus.ACTIVE);
    }

    @Test
    void anAdministratorEndsABattleAtAnyTime() {
        var lands = List.of(target, resource(1));
        var war = activeWith(lands.toArray(TerritoryId[]::new));
        var fought = begun(war, lands.getFirst());
        var planned = created(war, lands.get(1));

        assertThat(refusal(await(stage.abortBattle.abort(ADMIN, fought, 1)))).isEqualTo(new VersionMismatch(2));
        assertThat(done(await(stage.abortBattle.abort(ADMIN, fought, 2))).reason())
                .isEqualTo(BattleEndReason.ABORTED);
        assertThat(done(await(stage.abortBattle.abort(ADMIN, planned, 1))).reason())
                .isEqualTo(BattleEndReason.CANCELLED);
        assertThat(refusal(await(stage.abortBattle.abort(ADMIN, fought, 3))))
                .isEqualTo(new WrongState(BattleStatus.ENDED));
        assertAborted(fought);
        assertThat(stage.outbox.events(BattleEvent.Ended.class))
                .extracting(BattleEvent.Ended::battle, BattleEvent.Ended::endedBy)
                .containsExactly(tuple(fought, ADMIN), tuple(planned, ADMIN));
    }

    @Test
    void aBattleThatEndsByItself_namesNobody() {
        var battle = begun(active(), target);

        done(end(battle));

        assertThat(stage.outbox.events(BattleEvent.Ended.class))
                .singleElement()
                .satisfies(event -> assertThat(event.endedBy()).isNull());
    }

    @Test
    void theCreatorMayNameTheServer_andNoOtherFightsIt() {
        var war = active();
        var other = stage.gameServer();
        var battle = done(create(war, target, BattleTerms.Host.GAME_SERVER, other))
                .terms()
                .id();

        assertThat(refusal(start(battle))).isEqualTo(new NotHost(battle));
        assertThat(done(await(stage.startBattle.start(other, battle))).server()).isEqualTo(other);
        assertThat(refusal(end(battle))).isEqualTo(new NotHost(battle));
    }

    @Test
    void nodesFightNoBattles_andAServerMustBeTrusted() {
        var war = active();
        var unknown = UUID.randomUUID();
        var revoked = revoked();

        assertThat(refusal(create(war, target, BattleTerms.Host.NODE, null)))
                .isEqualTo(new HostNotSupported(BattleTerms.Host.NODE));
        assertThat(refusal(create(war, target, BattleTerms.Host.GAME_SERVER, unknown)))
                .isEqualTo(new UnknownServer(unknown));
        assertThat(refusal(create(war, target, BattleTerms.Host.GAME_SERVER, revoked)))
                .isEqualTo(new UnknownServer(revoked));
        assertThat(refusal(await(stage.startBattle.start(revoked, created(war, target)))))
                .isEqualTo(new ServerRevoked(revoked));
    }

    private void assertCancelled(BattleId battle) {
        assertThat(stage.battles.battle(battle))
                .isInstanceOfSatisfying(
                        Battle.Ended.class, ended -> assertThat(ended.reason()).isEqualTo(BattleEndReason.CANCELLED));
    }

    private void assertAborted(BattleId battle) {
        assertThat(stage.battles.battle(battle)).isInstanceOfSatisfying(Battle.Ended.class, ended -> {
            assertThat(ended.reason()).isEqualTo(BattleEndReason.ABORTED);
            assertThat(ended.winner()).isNull();
            assertThat(ended.holder()).isEqualTo(Side.DEFENDER);
        });
    }

    private UUID revoked() {
        var id = stage.gameServer();
        revoke(id);
        return id;
    }

    private void revoke(UUID id) {
        var now = stage.clock.instant();
        WarStage.run(stage.servers.revoke(new PlayerId(id), now));
        WarStage.run(stage.abandonedBattles.revoked(new PlayerId(id), now));
    }

    private TerritoryId resource(int place) {
        return stage.put(TestLand.land(TerritoryType.RESOURCE, new Location(place, place, 0), defender));
    }

    private Result<Battle.Created, BattleRefusal> create(WarId war, TerritoryId land) {
        return create(war, land, BattleTerms.Host.GAME_SERVER, null);
    }

    private Result<Battle.Created, BattleRefusal> create(
            WarId war, TerritoryId land, BattleTerms.Host host, @Nullable UUID named) {
        return await(stage.createBattle.create(new CreateBattle.Command(attackers.get(2), war, land, host, named)));
    }

    private Result<Battle.Active, BattleRefusal> start(BattleId battle) {
        return await(stage.startBattle.start(server, battle));
    }

    private Result<Battle.Ended, BattleRefusal> end(BattleId battle) {
        return await(stage.endBattle.end(server, battle, WON));
    }
}
