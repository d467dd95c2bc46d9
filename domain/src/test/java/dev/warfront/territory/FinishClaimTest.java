package dev.warfront.territory;

import static dev.warfront.territory.LandGame.answer;
import static dev.warfront.territory.LandGame.done;
import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.PATIENCE;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.neutral;
import static dev.warfront.territory.TestLand.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.TestClans;
import dev.warfront.kernel.ClanId;
import dev.warfront.territory.TerritoryEvent.TerritoryClaimed;
import dev.warfront.territory.TerritoryEvent.TerritoryTransferred;
import dev.warfront.timer.Timer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class FinishClaimTest {
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final InMemoryLand store = new InMemoryLand();
    private final TestClans clans = new TestClans();
    private final LandGame game = new LandGame(store, clans, 1);
    private final Territory land = neutral();

    @BeforeEach
    void putLand() {
        put(land);
    }

    private void put(Territory territory) {
        answer(store.put(territory).thenReturn(true));
    }

    /// A new clan of level 3 with 20 000 credits claims the land.
    private Claim claim() {
        var officer = clans.officerOf(anyClan(), 3, 20_000);
        return done(answer(game.claimTerritory.claim(officer, land.id(), 1)));
    }

    private long treasury(Claim claim) {
        return clans.treasury(claim.clan());
    }

    @Test
    void givenOneClaim_itOwnsTheLandWhenItIsDue_notBefore() {
        var claim = claim();

        game.pass(CLAIM.minusMillis(1), store);
        assertThat(store.land(land.id())).isEqualTo(land);
        game.pass(Duration.ofMillis(1), store);

        var owned = store.land(land.id());
        var at = NOW.plus(CLAIM);
        assertThat(owned.owner()).isEqualTo(claim.clan());
        assertThat(owned.state()).isEqualTo(TerritoryState.OWNED);
        assertThat(owned.version()).isEqualTo(2);
        assertThat(store.claim(claim.id()).status()).isEqualTo(Claim.Status.WON);
        assertThat(treasury(claim)).isEqualTo(15_000);
        assertThat(store.periods(land.id()))
                .containsExactly(
                        new OwnershipPeriod(land.id(), null, NOW, at, OwnershipPeriod.Reason.WORLD, null),
                        new OwnershipPeriod(
                                land.id(),
                                claim.clan(),
                                at,
                                null,
                                OwnershipPeriod.Reason.CLAIM,
                                claim.id().value()));
        assertThat(store.events().events())
                .containsExactly(
                        new TerritoryClaimed(land.id(), claim.clan(), claim.id(), 5_000, 2, at),
                        new TerritoryTransferred(land.id(), null, null, claim.clan(), at));
    }

    @Test
    void givenThreeClaims_theFirstToFinishOwnsIt_andTheOthersAreRepaid() {
        var first = claim();
        game.clock.advance(Duration.ofMillis(1));
        var second = claim();
        game.clock.advance(Duration.ofMinutes(5));
        var third = claim();

        game.pass(CLAIM, store);

        assertThat(store.land(land.id()).owner()).isEqualTo(first.clan());
        assertThat(treasury(first)).isEqualTo(15_000);
        assertThat(treasury(second)).isEqualTo(20_000);
        assertThat(treasury(third)).isEqualTo(20_000);
        assertThat(store.claim(second.id()).status()).isEqualTo(Claim.Status.SUPERSEDED);
        assertThat(store.claim(third.id()).status()).isEqualTo(Claim.Status.SUPERSEDED);
        assertThat(game.timers.pending()).isEmpty();
    }

    @Test
    void givenAClaimThatLost_itsRefundIsPublished() {
        var first = claim();
        game.clock.advance(Duration.ofMillis(1));
        var second = claim();

        game.pass(CLAIM, store);

        var at = NOW.plus(CLAIM).plusMillis(1);
        assertThat(store.events().events(TerritoryEvent.ClaimLost.class))
                .containsExactly(new TerritoryEvent.ClaimLost(
                        land.id(), second.clan(), second.id(), Claim.Status.SUPERSEDED, 5_000, 0, at));
        assertThat(store.claim(first.id()).status()).isEqualTo(Claim.Status.WON);
    }

    @Test
    void givenALoserWhoseTreasuryIsNearlyFull_whatItKeepsAndWhatBurnsIsPublished() {
        claim();
        game.clock.advance(Duration.ofMillis(1));
        var second = claim();
        var allButAThousand = Long.MAX_VALUE - treasury(second) - 1_000;
        answer(clans.treasury().credit(second.clan(), allButAThousand, "GRANT", UUID.randomUUID()));

        game.pass(CLAIM, store);

        var at = NOW.plus(CLAIM).plusMillis(1);
        assertThat(store.events().events(TerritoryEvent.ClaimLost.class))
                .containsExactly(new TerritoryEvent.ClaimLost(
                        land.id(), second.clan(), second.id(), Claim.Status.SUPERSEDED, 1_000, 4_000, at));
        assertThat(treasury(second)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void givenTheTimerOfTheSecondFirst_theFirstClaimStillWins() {
        var first = claim();
        game.clock.advance(Duration.ofMillis(1));
        var second = claim();
        var timer = new Timer(
                second.id().value(),
                FinishClaim.CLAIM,
                land.id().value(),
                second.id().value(),
                null,
                second.completesAt());

        game.finishClaim
                .fire(timer, second.completesAt())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(store.land(land.id()).owner()).isEqualTo(first.clan());
        assertThat(treasury(second)).isEqualTo(20_000);
    }

    @Test
    void givenATimerAgain_nothingChanges() {
        var claim = claim();
        var timer = game.timers.pending().getFirst();
        game.pass(CLAIM, store);
        var after = store.land(land.id());

        game.finishClaim
                .fire(timer, game.clock.instant())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(store.land(land.id())).isEqualTo(after);
        assertThat(treasury(claim)).isEqualTo(15_000);
    }

    @Test
    void givenADisbandedWinner_theNextInLineOwnsIt() {
        var gone = claim();
        game.clock.advance(Duration.ofMillis(1));
        var next = claim();
        clans.disband(gone.clan());

        game.pass(CLAIM, store);

        assertThat(store.claim(gone.id()).status()).isEqualTo(Claim.Status.LAPSED);
        assertThat(treasury(gone)).isEqualTo(20_000);
        assertThat(store.land(land.id()).owner()).isEqualTo(next.clan());
    }

    @Test
    void givenAClanThatGrewToItsCapMeanwhile_itsClaimLapses() {
        var claim = claim();
        fillUp(claim.clan());

        game.pass(CLAIM, store);

        assertThat(store.claim(claim.id()).status()).isEqualTo(Claim.Status.LAPSED);
        assertThat(treasury(claim)).isEqualTo(20_000);
        assertThat(store.land(land.id())).isEqualTo(land);
        assertThat(store.events().events())
                .containsExactly(new TerritoryEvent.ClaimLost(
                        land.id(), claim.clan(), claim.id(), Claim.Status.LAPSED, 5_000, 0, NOW.plus(CLAIM)));
    }

    private void fillUp(ClanId clan) {
        put(owned(clan));
        put(owned(clan));
        put(owned(clan));
    }

    @Test
    void givenADisbandedClan_itsLandIsNeutralAgain() {
        var clan = anyClan();
        var home = owned(clan);
        put(home);

        answer(game.vacateLand.vacate(clan, NOW).thenReturn(true));

        var vacated = store.land(home.id());
        assertThat(vacated.owner()).isNull();
        assertThat(vacated.state()).isEqualTo(TerritoryState.NEUTRAL);
        assertThat(vacated.capturedAt()).isNull();
        assertThat(answer(store.eventTypes(home.id()))).containsExactly("territory.abandoned");
    }
}
