package dev.warfront.territory.postgres;

import static dev.warfront.kernel.Result.refused;
import static dev.warfront.territory.LandGame.answer;
import static dev.warfront.territory.LandGame.done;
import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.anyWar;
import static dev.warfront.territory.TestLand.neutral;
import static dev.warfront.territory.TestLand.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.TestClans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.territory.Claim;
import dev.warfront.territory.LandGame;
import dev.warfront.territory.LandSimulation;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryRefusal;
import dev.warfront.territory.TerritoryRefusal.CapReached;
import dev.warfront.timer.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Several callers at once on the real server: each race has exactly one winner, and no deadlock.
class LandRacesTest {
    private final LandOnPostgres store = new LandOnPostgres();
    private final TestClans clans = new TestClans();
    private final LandGame game =
            new LandGame(store, clans, ThreadLocalRandom.current().nextLong());

    private Territory stored(Territory land) {
        return answer(store.put(land).thenReturn(land));
    }

    private Claim claimed(Territory land) {
        var officer = clans.officerOf(anyClan(), 3, 5_000);
        return done(answer(game.claimTerritory.claim(officer, land.id(), land.version())));
    }

    private static <T> List<T> together(List<Mono<T>> racers) {
        return answer(Flux.merge(racers).collectList());
    }

    private Mono<Boolean> fired(Timer timer) {
        return store.transactions()
                .inTransaction(game.finishClaim.fire(timer, NOW.plus(Duration.ofHours(1))))
                .thenReturn(true);
    }

    @Test
    void givenTwoClaimsThatFinishTogether_oneOwnsTheLand_andTheOtherIsRepaid() {
        var land = stored(neutral());
        var one = claimed(land);
        var other = claimed(land);

        together(game.timers.pending().stream().map(this::fired).toList());

        var owner = answer(store.territories().find(land.id())).owner();
        assertThat(owner).isIn(one.clan(), other.clan());
        var loser = one.clan().equals(owner) ? other.clan() : one.clan();
        assertThat(clans.treasury(loser)).isEqualTo(5_000);
        assertThat(clans.treasury(one.clan()) + clans.treasury(other.clan())).isEqualTo(5_000);
        assertThat(answer(store.eventTypes(land.id())))
                .containsExactly("territory.claim_lost", "territory.claimed", "territory.transferred");
    }

    @Test
    void givenTwoWarsForOneTerritory_oneLocksIt() {
        var land = stored(owned(anyClan()));
        var racers = IntStream.range(0, 6)
                .mapToObj(_ -> store.transactions()
                        .inTransaction(game.warLand.reserve(anyWar(), List.of(land.id())))
                        .thenReturn("locked")
                        .onErrorReturn(StaleWrite.class, "too late"))
                .toList();

        var outcomes = together(racers);

        assertThat(outcomes).filteredOn("locked"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("too late"::equals).hasSize(5);
    }

    @Test
    void givenLandLockedInAnyOrder_nobodyWaitsForever() {
        var ids = IntStream.range(0, 4).mapToObj(_ -> stored(neutral()).id()).toList();
        var racers = IntStream.range(0, 40)
                .mapToObj(turn -> store.transactions()
                        .inTransaction(store.territories().lockAll(turn % 2 == 0 ? ids : ids.reversed())))
                .toList();

        assertThat(together(racers)).hasSize(40);
    }

    @Test
    void givenARolledBackLock_theLandIsFree() {
        var land = stored(owned(anyClan()));
        var lost = store.transactions()
                .inTransaction(game.warLand
                        .reserve(anyWar(), List.of(land.id()))
                        .then(Mono.error(new IllegalStateException("later"))))
                .onErrorReturn("rolled back");

        answer(lost);

        assertThat(answer(store.territories().find(land.id()))).isEqualTo(land);
        assertThat(answer(store.eventTypes(land.id()))).isEmpty();
    }

    @Test
    void givenRandomClans_whatMustAlwaysHoldHolds() {
        new LandSimulation(store, ThreadLocalRandom.current().nextLong()).play(60);
    }

    @Test
    void givenOnePlaceBelowTheCap_theNextClaimIsRefused() {
        ClanId clan = anyClan();
        var officer = clans.officerOf(clan, 3, 100_000);
        stored(owned(clan));
        stored(owned(clan));
        var first = stored(neutral());
        var second = stored(neutral());

        List<Result<Claim, TerritoryRefusal>> outcomes = List.of(
                answer(game.claimTerritory.claim(officer, first.id(), 1)),
                answer(game.claimTerritory.claim(officer, second.id(), 1)));

        assertThat(outcomes.getFirst()).isInstanceOf(Result.Done.class);
        assertThat(outcomes.getLast()).isEqualTo(refused(new CapReached(3)));
    }
}
