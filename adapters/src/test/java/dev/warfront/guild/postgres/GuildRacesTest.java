package dev.warfront.guild.postgres;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.outcome;
import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.anyRegistration;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.member;
import static dev.warfront.guild.TestGuild.withMembers;
import static dev.warfront.kernel.Result.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.AcceptInvitation.Joined;
import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanRegistration;
import dev.warfront.guild.GuildGame;
import dev.warfront.guild.GuildRefusal;
import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.ClanFull;
import dev.warfront.guild.GuildRefusal.InvitationNotPending;
import dev.warfront.guild.GuildRefusal.NameTaken;
import dev.warfront.guild.GuildSimulation;
import dev.warfront.guild.Invitation;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.guild.TestGuild;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.outbox.Outbox;
import dev.warfront.outbox.postgres.OutboxOnPostgres;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Several callers at once on the real server: each race has exactly one winner, and no deadlock.
class GuildRacesTest {
    private static final int RACERS = 8;

    private final GuildOnPostgres guild = new GuildOnPostgres();
    private final Outbox outbox = new OutboxOnPostgres(GuildOnPostgres.events()).outbox();
    private final GuildGame game =
            new GuildGame(guild, outbox, ThreadLocalRandom.current().nextLong());

    /// Stores a clan with its leader.
    private Clan stored(int members, int places, Member... others) {
        var clan = withMembers(TestGuild.clan(), members, places);
        guild.transactions()
                .inTransaction(guild.clanStore()
                        .add(clan)
                        .then(guild.memberships().add(leader(clan)))
                        .thenMany(Flux.just(others))
                        .concatMap(other -> guild.memberships()
                                .add(new Member(
                                        clan.id(),
                                        other.player(),
                                        other.rank(),
                                        other.joinedAt(),
                                        other.lastActiveAt(),
                                        0,
                                        1)))
                        .then())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        return clan;
    }

    private Invitation invited(ClanId clan, PlayerId player) {
        var invitation = TestGuild.invitation(clan, player);
        guild.transactions()
                .inTransaction(guild.invitations().add(invitation))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        return invitation;
    }

    private Mono<Result<Joined, GuildRefusal>> accept(Invitation invitation) {
        return game.acceptInvitation.accept(invitation.player(), invitation.id(), 1);
    }

    private static <T> List<T> together(List<Mono<T>> racers) {
        return outcome(Flux.merge(racers).collectList());
    }

    @Test
    void givenOnePlaceLeft_oneOfManyJoins() {
        var clan = stored(49, 50);
        var racers = IntStream.range(0, RACERS)
                .mapToObj(_ -> accept(invited(clan.id(), anyPlayer())))
                .toList();

        var outcomes = together(racers);

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(refused(new ClanFull(50))::equals).hasSize(RACERS - 1);
        assertThat(outcome(guild.clans().find(clan.id())).memberCount()).isEqualTo(50);
    }

    @Test
    void givenTwoInvitations_aPlayerJoinsOneClan() {
        var player = anyPlayer();
        var one = stored(1, 50);
        var other = stored(1, 50);

        var outcomes = together(List.of(accept(invited(one.id(), player)), accept(invited(other.id(), player))));
        var joined = outcome(guild.clans().membershipOf(player)).clan();

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(refused(new AlreadyInClan(joined))::equals)
                .hasSize(1);
    }

    @Test
    void givenOneInvitation_itIsAcceptedOnce() {
        var invitation = invited(stored(1, 50).id(), anyPlayer());

        var outcomes = together(List.of(accept(invitation), accept(invitation)));

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(refused(new InvitationNotPending(Invitation.Status.ACCEPTED))::equals)
                .hasSize(1);
    }

    @Test
    void givenOneName_oneOfManyFoundsIt() {
        var name = anyRegistration().name();
        var racers = IntStream.range(0, RACERS)
                .mapToObj(_ -> game.createClan.create(
                        anyPlayer(),
                        new ClanRegistration(name, anyRegistration().tag(), "eu")))
                .toList();

        var outcomes = together(racers);

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(refused(new NameTaken(name))::equals).hasSize(RACERS - 1);
    }

    @Test
    void givenAFullTreasury_oneOfManyTakesItAll() {
        var clan = stored(1, 50);
        done(game.grantToClan.grant(anyPlayer(), clan.id(), 10_000, 0, "race"));
        var racers = IntStream.range(0, RACERS)
                .mapToObj(_ -> guild.transactions()
                        .inTransaction(guild.treasury().debit(clan.id(), 10_000, "CLAIM", UUID.randomUUID()))
                        .thenReturn(true)
                        .onErrorResume(InsufficientFunds.class, _ -> Mono.just(false)))
                .toList();

        assertThat(together(racers)).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(outcome(guild.clans().find(clan.id())).treasury()).isZero();
        assertThat(outcome(guild.ledgerSum(clan.id()))).isZero();
    }

    @Test
    void givenTheSameDebitTwiceAtOnce_itIsTakenOnce() {
        var clan = stored(1, 50);
        var reference = UUID.randomUUID();
        done(game.grantToClan.grant(anyPlayer(), clan.id(), 100, 0, "race"));
        var debit = guild.transactions()
                .inTransaction(guild.treasury().debit(clan.id(), 60, "CLAIM", reference))
                .thenReturn(true);

        assertThat(together(List.of(debit, debit))).containsExactly(true, true);
        assertThat(outcome(guild.clans().find(clan.id())).treasury()).isEqualTo(40);
    }

    @Test
    void givenALeaderWhoLeavesAndPassesOnAtOnce_oneLeads() {
        var heir = member(TestGuild.anyClanId(), Rank.MEMBER);
        var senior = member(TestGuild.anyClanId(), Rank.OFFICER);
        var clan = stored(3, 50, heir, senior);

        together(List.of(
                game.leaveClan.leave(clan.leader(), clan.id()).cast(Object.class),
                game.changeRank
                        .change(clan.leader(), clan.id(), heir.player(), Rank.LEADER, 1)
                        .cast(Object.class)));

        var after = outcome(guild.clans().find(clan.id()));
        assertThat(outcome(guild.clans().membersOf(clan.id()).collectList()))
                .filteredOn(member -> member.rank() == Rank.LEADER)
                .extracting(Member::player)
                .containsExactly(after.leader());
    }

    @Test
    void givenClansLockedInAnyOrder_nobodyWaitsForever() {
        var ids = List.of(stored(1, 50).id(), stored(1, 50).id(), stored(1, 50).id());
        var racers = IntStream.range(0, 40)
                .mapToObj(turn ->
                        guild.transactions().inTransaction(guild.clans().lockAll(turn % 2 == 0 ? ids : ids.reversed())))
                .toList();

        assertThat(together(racers)).hasSize(40);
    }

    @Test
    void givenAFailingOutbox_nothingIsStored() {
        var failing = new GuildGame(guild, _ -> Mono.error(new IllegalStateException("full")), 7);
        var founder = anyPlayer();

        failing.createClan
                .create(founder, anyRegistration())
                .as(StepVerifier::create)
                .expectErrorMessage("full")
                .verify(PATIENCE);
        guild.clans()
                .membershipOf(founder)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenRandomPlayers_whatMustAlwaysHoldHolds() {
        var seed = ThreadLocalRandom.current().nextLong();

        new GuildSimulation(guild, outbox, seed).play(120, guild::ledgerSum);
    }
}
