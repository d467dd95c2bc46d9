package dev.warfront.territory.postgres;

import static dev.warfront.kernel.postgres.Rows.required;
import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.PATIENCE;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.territory.AuthoredTerritory;
import dev.warfront.territory.Location;
import dev.warfront.territory.OwnershipPeriod;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.World.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Loading retires all other land, so each test rolls back what it did.
class PostgresWorldTest {
    private final LandOnPostgres store = new LandOnPostgres();

    private static AuthoredTerritory land(String key, String name, TerritoryType type, String... neighbours) {
        return new AuthoredTerritory(
                key, name, type, "test", new Location(1, 2, 3), 300, "ORE", 100, 1_080, Set.of(neighbours));
    }

    private static final AuthoredTerritory A = land("test.a", "Test A", TerritoryType.RESOURCE, "test.b");
    private static final AuthoredTerritory B = land("test.b", "Test B", TerritoryType.RESOURCE, "test.a");

    private Mono<Loaded> load(AuthoredTerritory... world) {
        return store.world().load(List.of(world), NOW);
    }

    private Mono<Territory> now(AuthoredTerritory territory) {
        return store.territories().find(territory.id());
    }

    /// What the work answers, and no trace of it.
    private <T> T rolledBack(Mono<T> work) {
        var answers = new ArrayList<T>();
        store.transactions()
                .inTransaction(work.doOnNext(answers::add).then(Mono.error(new IllegalStateException("rolled back"))))
                .as(StepVerifier::create)
                .expectErrorMessage("rolled back")
                .verify(PATIENCE);
        return answers.getFirst();
    }

    @Test
    void givenANewWorld_itIsNeutral_withAnOpenSpan() {
        var land = rolledBack(load(A, B).then(now(A)));
        var spans = rolledBack(load(A, B).then(store.map().history(A.id(), new PageRequest(10, null))));

        assertThat(land.state()).isEqualTo(TerritoryState.NEUTRAL);
        assertThat(land.name()).isEqualTo("Test A");
        assertThat(land.stock().capacity()).isEqualTo(7_200);
        assertThat(land.siegeDifficulty()).isEqualTo(1);
        assertThat(spans.items())
                .containsExactly(new OwnershipPeriod(A.id(), null, NOW, null, OwnershipPeriod.Reason.WORLD, null));
    }

    @Test
    void givenTheSameWorldAgain_nothingChanges() {
        var loaded = rolledBack(load(A, B).then(load(A, B)));

        assertThat(loaded).isEqualTo(new Loaded(0, 0, 0));
    }

    @Test
    void givenAChangedWorld_attributesChange_andTheOwnerStays() {
        var clan = anyClan();
        var castle = land("test.a", "Castle A", TerritoryType.CAPITAL, "test.b");
        var work = load(A, B)
                .then(now(A))
                .flatMap(land -> store.store().pass(owned(land, clan), OwnershipPeriod.Reason.CLAIM, null, NOW))
                .then(load(castle, B))
                .zipWhen(_ -> now(A));

        var result = rolledBack(work);

        assertThat(result.getT1()).isEqualTo(new Loaded(0, 1, 0));
        assertThat(result.getT2().name()).isEqualTo("Castle A");
        assertThat(result.getT2().siegeDifficulty()).isEqualTo(5);
        assertThat(result.getT2().owner()).isEqualTo(clan);
        assertThat(result.getT2().version()).isEqualTo(3);
    }

    @Test
    void givenExchangedNames_theyAreExchanged() {
        var a = land("test.a", "Test B", TerritoryType.RESOURCE, "test.b");
        var b = land("test.b", "Test A", TerritoryType.RESOURCE, "test.a");

        assertThat(rolledBack(load(A, B).then(load(a, b)))).isEqualTo(new Loaded(0, 2, 0));
    }

    @Test
    void givenLandThatIsNoLongerAuthored_itIsRetired_andComesBack() {
        var alone = land("test.a", "Test A", TerritoryType.RESOURCE);
        var retired = rolledBack(load(A, B).then(load(alone)).zipWhen(_ -> now(B)));
        var back = rolledBack(load(A, B).then(load(alone)).then(load(A, B)).zipWhen(_ -> now(B)));

        assertThat(retired.getT1()).isEqualTo(new Loaded(0, 0, 1));
        assertThat(retired.getT2().active()).isFalse();
        assertThat(back.getT1()).isEqualTo(new Loaded(0, 1, 0));
        assertThat(back.getT2().active()).isTrue();
    }

    @Test
    void givenChangedBorders_onlyTheNewOnesStay() {
        var c = land("test.c", "Test C", TerritoryType.RESOURCE, "test.a");
        var a = land("test.a", "Test A", TerritoryType.RESOURCE, "test.c");
        var alone = land("test.b", "Test B", TerritoryType.RESOURCE);
        var borders = KernelOnPostgres.database()
                .sql("select count(*)::int as borders from territory_adjacency")
                .map(row -> required(row, "borders", Integer.class))
                .one();

        assertThat(rolledBack(load(A, B).then(load(a, alone, c)).then(borders))).isEqualTo(2);
    }
}
