package dev.warfront.territory.postgres;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.outcome;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.anyRegistration;
import static dev.warfront.kernel.Result.refused;
import static dev.warfront.territory.TestLand.neutral;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildGame;
import dev.warfront.guild.postgres.GuildOnPostgres;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.outbox.Outbox;
import dev.warfront.outbox.postgres.OutboxOnPostgres;
import dev.warfront.territory.Claim;
import dev.warfront.territory.LandGame;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryRefusal;
import dev.warfront.territory.TerritoryRefusal.CapReached;
import dev.warfront.territory.TerritoryRefusal.TreasuryInsufficient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/// Claims with the clans' own money, on the real server.
class ClaimMoneyTest {
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final GuildOnPostgres guild = new GuildOnPostgres();
    private final LandOnPostgres land = new LandOnPostgres();
    private final Outbox outbox = new OutboxOnPostgres(GuildOnPostgres.events()).outbox();
    private final GuildGame clans = new GuildGame(guild, outbox, seed);
    private final LandGame game = new LandGame(land, guild.clans(), guild.treasury(), seed);

    /// A clan of level 3.
    private ClanId founded(PlayerId leader, long credits) {
        var clan = done(clans.createClan.create(leader, anyRegistration())).id();
        done(clans.grantToClan.grant(leader, clan, credits, 5_000, "test"));
        return clan;
    }

    private long treasury(ClanId clan) {
        var balance = outcome(guild.clans().find(clan)).treasury();
        assertThat(outcome(guild.ledgerSum(clan))).isEqualTo(balance);
        return balance;
    }

    private Territory stored() {
        var territory = neutral();
        return outcome(land.put(territory).thenReturn(territory));
    }

    private List<Result<Claim, TerritoryRefusal>> claimTogether(PlayerId player, Territory... lands) {
        return outcome(Flux.merge(Stream.of(lands)
                        .map(one -> game.claimTerritory.claim(player, one.id(), 1))
                        .toList())
                .collectList());
    }

    @Test
    void givenTwoClans_theFirstOwnsTheLand_andTheOthersMoneyIsBack() {
        var territory = stored();
        var leaders = List.of(anyPlayer(), anyPlayer());
        var first = founded(leaders.getFirst(), 5_000);
        var second = founded(leaders.getLast(), 5_000);
        assertThat(claimTogether(leaders.getFirst(), territory)).hasOnlyElementsOfType(Result.Done.class);
        game.clock.advance(Duration.ofMillis(1));
        assertThat(claimTogether(leaders.getLast(), territory)).hasOnlyElementsOfType(Result.Done.class);
        assertThat(treasury(first)).isZero();
        assertThat(treasury(second)).isZero();

        game.pass(Duration.ofMinutes(10), land);

        assertThat(outcome(land.territories().find(territory.id())).owner()).isEqualTo(first);
        assertThat(treasury(first)).isZero();
        assertThat(treasury(second)).isEqualTo(5_000);
    }

    @Test
    void givenALoserWhoseTreasuryIsFull_theClaimsAreFinishedAllTheSame() {
        var territory = stored();
        var leaders = List.of(anyPlayer(), anyPlayer());
        var first = founded(leaders.getFirst(), 5_000);
        var second = founded(leaders.getLast(), Long.MAX_VALUE);
        assertThat(claimTogether(leaders.getFirst(), territory)).hasOnlyElementsOfType(Result.Done.class);
        game.clock.advance(Duration.ofMillis(1));
        assertThat(claimTogether(leaders.getLast(), territory)).hasOnlyElementsOfType(Result.Done.class);
        done(clans.grantToClan.grant(leaders.getLast(), second, 4_000, 0, "test"));

        game.pass(Duration.ofMinutes(10), land);

        assertThat(outcome(land.territories().find(territory.id())).owner()).isEqualTo(first);
        assertThat(treasury(second)).isEqualTo(Long.MAX_VALUE);
        assertThat(outcome(guild.burned(second))).isEqualTo(4_000);
    }

    @Test
    void givenMoneyForOneClaim_oneOfTwoAtOnceIsPaid() {
        var leader = anyPlayer();
        var clan = founded(leader, 9_999);

        var outcomes = claimTogether(leader, stored(), stored());

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(refused(new TreasuryInsufficient(5_000))::equals)
                .hasSize(1);
        assertThat(treasury(clan)).isEqualTo(4_999);
    }

    @Test
    void givenACapOfThree_threeOfFourAtOnceBegin() {
        var leader = anyPlayer();
        founded(leader, 100_000);

        var outcomes = claimTogether(leader, stored(), stored(), stored(), stored());

        assertThat(outcomes).filteredOn(Result.Done.class::isInstance).hasSize(3);
        assertThat(outcomes).filteredOn(refused(new CapReached(3))::equals).hasSize(1);
    }
}
