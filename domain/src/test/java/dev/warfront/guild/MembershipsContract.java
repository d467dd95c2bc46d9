package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.leader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.guild.MembershipHistory.Departure;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.StaleWrite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// What every store of memberships promises.
public interface MembershipsContract {
    GuildPorts ports();

    private Member storedLeader() {
        var clan = TestGuild.clan();
        var leader = leader(clan);
        ports().transactions()
                .inTransaction(
                        ports().clanStore().add(clan).then(ports().memberships().add(leader)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        return leader;
    }

    @Test
    default void givenAPlayerWithoutClan_itsHistoryIsEmpty() {
        var player = anyPlayer();

        ports().transactions()
                .inTransaction(ports().memberships().lock(player))
                .as(StepVerifier::create)
                .expectNext(new MembershipHistory(player, Optional.empty(), List.of()))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAMember_itIsFoundInItsClanAlone() {
        var leader = storedLeader();
        var other = storedLeader();

        ports().memberships()
                .find(leader.clan(), leader.player())
                .as(StepVerifier::create)
                .expectNext(leader)
                .expectComplete()
                .verify(PATIENCE);
        ports().memberships()
                .find(other.clan(), leader.player())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenARemovedMember_itsDepartureIsRemembered() {
        var leader = storedLeader();
        var at = NOW.plusSeconds(60);

        ports().transactions()
                .inTransaction(ports().memberships()
                        .remove(leader, LeaveReason.LEFT, at)
                        .then(ports().memberships().lock(leader.player())))
                .as(StepVerifier::create)
                .expectNext(new MembershipHistory(
                        leader.player(), Optional.empty(), List.of(new Departure(leader.clan(), at))))
                .expectComplete()
                .verify(PATIENCE);
        ports().clans()
                .membershipOf(leader.player())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAKickedMember_nothingIsHeldAgainstIt() {
        var leader = storedLeader();

        ports().transactions()
                .inTransaction(ports().memberships()
                        .remove(leader, LeaveReason.KICKED, NOW.plusSeconds(60))
                        .then(ports().memberships().lock(leader.player())))
                .as(StepVerifier::create)
                .expectNext(new MembershipHistory(leader.player(), Optional.empty(), List.of()))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenTheNextVersion_itReplaces_andAnotherIsStale() {
        var leader = storedLeader();
        var next = leader.ranked(Rank.DEPUTY);

        ports().transactions()
                .inTransaction(ports().memberships().replace(next))
                .then(ports().clans().membershipOf(leader.player()))
                .as(StepVerifier::create)
                .expectNext(next)
                .expectComplete()
                .verify(PATIENCE);
        ports().transactions()
                .inTransaction(ports().memberships().replace(next))
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
        ports().transactions()
                .inTransaction(ports().memberships().remove(leader, LeaveReason.LEFT, NOW))
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    @Test
    default void givenActivity_itMovesForwardsOnly_andLeavesTheVersion() {
        var leader = storedLeader();
        var later = NOW.plus(Duration.ofHours(1));

        ports().presence()
                .seen(leader.player(), later)
                .then(ports().presence().seen(leader.player(), NOW))
                .then(ports().presence().seen(anyPlayer(), later))
                .then(ports().clans().membershipOf(leader.player()))
                .as(StepVerifier::create)
                .assertNext(member -> {
                    assertThat(member.lastActiveAt()).isEqualTo(later);
                    assertThat(member.version()).isEqualTo(leader.version());
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAMember_itIsTakenForEveryOtherClan() {
        var leader = storedLeader();
        var elsewhere = Member.joining(storedLeader().clan(), leader.player(), Rank.MEMBER, NOW);

        ports().transactions()
                .inTransaction(ports().memberships().add(elsewhere))
                .as(StepVerifier::create)
                .expectError(AlreadyTaken.class)
                .verify(PATIENCE);
    }
}
