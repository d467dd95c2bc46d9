package dev.warfront.war.postgres;

import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.ClanWars;
import dev.warfront.guild.Clans;
import dev.warfront.identity.LiftSanction;
import dev.warfront.identity.TestIdentity;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.war.DeclareWar;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.WarRefusal;
import dev.warfront.war.WarType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Bans from wars meet rosters and declarations on the real PostgreSQL.
class WarBansTest extends TwoClansOnPostgres {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aBanTakesTheRightToFightInWarsThatRun_andItsLiftingGivesItBack() {
        var war = active();
        var player = attackers.get(7);
        world.account(player);
        world.clock.advance(Duration.ofHours(1));
        var bannedAt = world.clock.instant();

        var ban = await(world.bannedFromWars(player, DAY));

        assertThat(roster(war, player).mayFightAt(bannedAt.minusMillis(1))).isTrue();
        assertThat(roster(war, player).mayFightAt(bannedAt)).isFalse();
        assertThat(roster(war, player).mayFightAt(bannedAt.plus(DAY))).isTrue();

        world.clock.advance(Duration.ofHours(1));
        await(world.get(LiftSanction.class)
                .lift(new Caller(TestIdentity.ADMIN, Set.of(Role.ADMIN)), ban.id(), "a mistake"));

        assertThat(roster(war, player).mayFightAt(world.clock.instant().minusMillis(1)))
                .isFalse();
        assertThat(roster(war, player).mayFightAt(world.clock.instant())).isTrue();
    }

    @Test
    void aWarThatBeginsKnowsWhoIsBanned() {
        var player = attackers.get(7);
        world.account(player);
        await(world.bannedFromWars(player, Duration.ofDays(5)));
        var until = world.clock.instant().plus(Duration.ofDays(5));

        var war = active();

        assertThat(roster(war, player).mayFightAt(until.minusMillis(1))).isFalse();
        assertThat(roster(war, player).mayFightAt(until)).isTrue();
        assertThat(roster(war, attackers.get(8)).mayFightAt(world.clock.instant()))
                .isTrue();
    }

    @RepeatedTest(5)
    void aBanMeetsAJoining_whoeverIsFirst_theJoinerDoesNotFight() {
        var war = active();
        var joiner = new PlayerId(UUID.randomUUID());
        world.account(joiner);
        var at = world.clock.instant();
        var joins = world.get(Clans.class)
                .lock(attacker)
                .then(membership(joiner, at))
                .then(world.get(ClanWars.class).joined(attacker, joiner, at))
                .as(world.transactions()::inTransaction);

        together(world.bannedFromWars(joiner, Duration.ofDays(3)), joins);

        assertThat(roster(war, joiner).mayFightAt(at.plus(Duration.ofDays(3)).minusMillis(1)))
                .isFalse();
    }

    @RepeatedTest(5)
    void aLiftMeetsAJoining_whoeverIsFirst_theJoinerFights() {
        var war = active();
        var joiner = new PlayerId(UUID.randomUUID());
        world.account(joiner);
        var at = world.clock.instant();
        var ban = await(world.bannedFromWars(joiner, Duration.ofDays(30)));
        var joins = world.get(Clans.class)
                .lock(attacker)
                .then(membership(joiner, at))
                .then(world.get(ClanWars.class).joined(attacker, joiner, at))
                .as(world.transactions()::inTransaction);
        var lift = world.get(LiftSanction.class)
                .lift(new Caller(TestIdentity.ADMIN, Set.of(Role.ADMIN)), ban.id(), "a mistake");

        together(lift, joins);

        assertThat(roster(war, joiner).mayFightAt(at.plus(Duration.ofDays(29)))).isTrue();
    }

    @RepeatedTest(5)
    void bansMeetAPromotion_noneWaitsForTheOtherForEver_andThePlayerDoesNotFight() {
        var war = active();
        var player = attackers.get(7);
        world.account(player);
        world.clock.advance(Duration.ofHours(1));
        var at = world.clock.instant();
        var promotion = world.get(Clans.class)
                .lock(attacker)
                .then(world.get(ClanWars.class).ranked(attacker, player, at))
                .as(world.transactions()::inTransaction);

        together(
                world.bannedFromWars(player, DAY),
                promotion,
                world.bannedFromWars(player, DAY.plus(Duration.ofHours(1))),
                promotion);

        assertThat(roster(war, player).mayFightAt(at)).isFalse();
        assertThat(roster(war, player).mayFightAt(at.plus(DAY))).isFalse();
        assertThat(roster(war, player).mayFightAt(at.plus(DAY).plusSeconds(3_600)))
                .isTrue();
    }

    @RepeatedTest(5)
    void aBanMeetsADeclaration_oneIsFirst() {
        var leader = attackers.getFirst();
        world.account(leader);
        var declaration = world.get(DeclareWar.class)
                .declare(new DeclareWar.Command(leader, attacker, defender, WarType.RANKING, List.of()));

        var outcomes = together(world.bannedFromWars(leader, DAY), declaration);

        assertThat(outcomes)
                .anySatisfy(outcome -> assertThat(outcome)
                        .matches(one -> one instanceof Result.Done
                                || one.equals(Result.refused(new WarRefusal.Banned(
                                        world.clock.instant().plus(DAY))))));
    }

    /// In the transaction that it is part of.
    private Mono<Void> membership(PlayerId player, Instant at) {
        return world.database()
                .sql("""
                        insert into guild_members (guild_id, player_id, rank, joined_at, last_active_at)
                        values (:clan, :player, 'MEMBER', :at, :at)""")
                .bind("clan", attacker.value())
                .bind("player", player.value())
                .bind("at", at)
                .then();
    }

    private WarId active() {
        var war = world.declare(attackers.getFirst(), attacker, defender, world.land(defender));
        world.nextPhase(war);
        world.nextPhase(war);
        return war;
    }

    private Roster.Entry roster(WarId war, PlayerId player) {
        var roster = await(world.get(Rosters.class).of(war, Instant.EPOCH));
        return roster.of(player).orElseThrow();
    }

    private static List<Object> together(Mono<?>... commands) {
        return Objects.requireNonNull(Flux.fromArray(commands)
                .flatMap(command -> command.cast(Object.class).subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block(WarWorld.PATIENCE));
    }
}
