package dev.warfront.war.postgres;

import static dev.warfront.war.postgres.WarWorld.await;
import static dev.warfront.war.postgres.WarWorld.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.AcceptInvitation;
import dev.warfront.guild.ClanWars.WarPlace;
import dev.warfront.guild.Invitation;
import dev.warfront.guild.Invitations;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Rosters;
import dev.warfront.war.TestWars;
import dev.warfront.war.WarStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The last of the 250 places of a side, on the real database.
class LastPlaceTest {
    private static final int PLACES = TestWars.SETTINGS.side().maxPlayers();

    private final WarWorld world = new WarWorld();
    private final ClanId attacker = new ClanId(UUID.randomUUID());
    private final ClanId defender = new ClanId(UUID.randomUUID());
    private final ClanId ally = new ClanId(UUID.randomUUID());
    private final ClanId third = new ClanId(UUID.randomUUID());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void givenTwoWhoJoinForTheLastPlace_oneHasIt_andTheOtherIsToldThatItHasNone() {
        var war = activeWithOnePlace();
        var players = List.of(new PlayerId(UUID.randomUUID()), new PlayerId(UUID.randomUUID()));
        var accepts = List.of(accept(invited(defender, players.getFirst())), accept(invited(ally, players.getLast())));

        var joined = await(Flux.merge(accepts).collectList());

        assertThat(joined)
                .flatExtracting(AcceptInvitation.Joined::wars)
                .containsExactlyInAnyOrder(new WarPlace(war, true), new WarPlace(war, false));
        var roster = await(world.get(Rosters.class).of(war, Instant.EPOCH));
        assertThat(roster.entries().values().stream().filter(one -> one.side() == Side.DEFENDER))
                .hasSize(PLACES);
        for (var each : joined) {
            assertThat(roster.of(each.member().player()).isPresent())
                    .isEqualTo(each.wars().getFirst().place());
        }
    }

    @Test
    void givenNoWarThatIsFought_theAnswerNamesNone() {
        var leader = world.clan(attacker).getFirst();
        world.clan(defender);
        world.declare(leader, attacker, defender);

        var joined = await(accept(invited(attacker, new PlayerId(UUID.randomUUID()))));

        assertThat(joined.wars()).isEmpty();
    }

    /// The side that is declared on has all its places but one taken, by three clans.
    private WarId activeWithOnePlace() {
        var leader = world.clan(attacker).getFirst();
        world.clan(defender, 99, 5, 0);
        world.clan(ally, 99, 5, 0);
        world.clan(third, PLACES - 1 - 99 - 99, 5, 0);
        var war = world.declare(leader, attacker, defender);
        world.ally(war, ally, Side.DEFENDER);
        world.ally(war, third, Side.DEFENDER);
        world.nextPhase(war);
        world.nextPhase(war);
        assertThat(world.view(war).status()).isEqualTo(WarStatus.ACTIVE);
        return war;
    }

    private Invitation invited(ClanId clan, PlayerId player) {
        var now = world.clock.instant();
        var invitation = new Invitation(
                new Invitation.Id(UUID.randomUUID()),
                clan,
                player,
                new PlayerId(UUID.randomUUID()),
                Invitation.Status.PENDING,
                now,
                now.plus(Duration.ofDays(7)),
                1);
        run(world.transactions().inTransaction(world.get(Invitations.class).add(invitation)));
        return invitation;
    }

    private Mono<AcceptInvitation.Joined> accept(Invitation invitation) {
        return world.get(AcceptInvitation.class)
                .accept(invitation.player(), invitation.id(), 1)
                .map(result -> switch (result) {
                    case Result.Done<AcceptInvitation.Joined, ?>(var joined) -> joined;
                    case Result.Refused<AcceptInvitation.Joined, ?>(var refusal) ->
                        throw new AssertionError(refusal.toString());
                });
    }
}
