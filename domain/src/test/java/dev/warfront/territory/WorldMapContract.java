package dev.warfront.territory;

import static dev.warfront.territory.TestLand.PATIENCE;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.land;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.TerritoryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every map promises. Each test owns its land by a clan of its own, and filters by it.
public interface WorldMapContract {
    LandPorts ports();

    private void stored(List<Territory> lands) {
        Flux.fromIterable(lands)
                .concatMap(land -> ports().put(land))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    private <T> T answer(Mono<T> question) {
        var answers = new ArrayList<T>();
        question.as(StepVerifier::create)
                .consumeNextWith(answers::add)
                .expectComplete()
                .verify(PATIENCE);
        return answers.getFirst();
    }

    private static WorldMap.Filter of(ClanId clan) {
        return new WorldMap.Filter(clan, null, null, null);
    }

    private List<TerritoryId> near(double x, double y, WorldMap.Vicinity vicinity, ClanId clan) {
        return answer(ports().map().near(x, y, vicinity, of(clan))).stream()
                .map(nearby -> nearby.territory().id())
                .toList();
    }

    @Test
    default void givenARadius_theBorderBelongsToIt() {
        var clan = anyClan();
        var at = land(TerritoryType.RESOURCE, new Location(3_000, 4_000, 900), clan);
        var beyond = land(TerritoryType.RESOURCE, new Location(3_000, 4_000.01, 0), clan);
        stored(List.of(beyond, at));

        assertThat(near(0, 0, new WorldMap.Vicinity.Within(5_000), clan)).containsExactly(at.id());
        assertThat(answer(ports().map().near(0, 0, new WorldMap.Vicinity.Within(5_000), of(clan)))
                        .getFirst()
                        .distanceM())
                .isEqualTo(5_000);
    }

    @Test
    default void givenEqualDistances_theIdsDecide() {
        var clan = anyClan();
        var ring = Stream.of(
                        new Location(100, 0, 0),
                        new Location(-100, 0, 0),
                        new Location(0, 100, 0),
                        new Location(0, -100, 0))
                .map(location -> land(TerritoryType.RESOURCE, location, clan))
                .toList();
        stored(ring);
        var sorted = ring.stream()
                .map(Territory::id)
                .sorted(Comparator.comparing(id -> id.value().toString()))
                .toList();

        assertThat(near(0, 0, new WorldMap.Vicinity.Nearest(3), clan)).isEqualTo(sorted.subList(0, 3));
        assertThat(near(0, 0, WorldMap.Vicinity.Within.DEFAULT, clan)).isEqualTo(sorted);
    }

    @Test
    default void givenRandomLand_bothQueriesAnswerWhatPlainArithmeticDoes() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var clan = anyClan();
        var lands = IntStream.range(0, 150)
                .mapToObj(_ -> land(
                        TerritoryType.RESOURCE,
                        new Location(random.nextInt(-9_000, 9_000), random.nextInt(-9_000, 9_000), 0),
                        clan))
                .toList();
        stored(lands);
        var x = random.nextDouble(-9_000, 9_000);
        var y = random.nextDouble(-9_000, 9_000);
        var here = new Location(x, y, 0);
        var byDistance = lands.stream()
                .sorted(Comparator.comparing((Territory land) -> land.location().distanceTo(here))
                        .thenComparing(land -> land.id().value().toString()))
                .toList();
        var within = byDistance.stream()
                .filter(land -> land.location().distanceTo(here) <= 4_000)
                .toList();

        assertThat(near(x, y, new WorldMap.Vicinity.Nearest(50), clan))
                .as("seed %d", seed)
                .isEqualTo(ids(byDistance.subList(0, 50)));
        assertThat(near(x, y, new WorldMap.Vicinity.Within(4_000), clan))
                .as("seed %d", seed)
                .isEqualTo(ids(within));
        assertThat(near(x, y, new WorldMap.Vicinity.Within(20_000), clan))
                .as("seed %d", seed)
                .hasSize(WorldMap.Vicinity.MOST);
    }

    private static List<TerritoryId> ids(List<Territory> lands) {
        return lands.stream().map(Territory::id).toList();
    }

    @Test
    default void givenBorders_theNeighboursAreAnsweredByName_butForInactiveOnes() {
        var clan = anyClan();
        var here = land(TerritoryType.RESOURCE, new Location(0, 0, 0), clan);
        var neighbours = Stream.of(TerritoryType.RESOURCE, TerritoryType.CAPITAL)
                .map(type -> land(type, new Location(90_000, 0, 0), null))
                .toList();
        var retired = TestLand.inactive(land(TerritoryType.RESOURCE, new Location(1, 0, 0), clan));
        var near = land(TerritoryType.RESOURCE, new Location(1, 0, 0), clan);
        stored(List.of(here, neighbours.getFirst(), neighbours.getLast(), retired, near));
        Flux.just(neighbours.getFirst(), neighbours.getLast(), retired)
                .concatMap(land -> ports().join(land.id(), here.id()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(answer(ports().map().neighbours(here.id()))).isEqualTo(byName(neighbours));
        assertThat(answer(ports().map().neighbours(neighbours.getFirst().id()))).containsExactly(here);
        assertThat(answer(ports().map().neighbours(near.id()))).isEmpty();
    }

    @Test
    default void givenFilters_onlyWhatMatchesAllOfThemIsListed_pageByPage() {
        var clan = anyClan();
        var lands = Stream.of(TerritoryType.RESOURCE, TerritoryType.RESOURCE, TerritoryType.CAPITAL)
                .map(type -> land(type, new Location(0, 0, 0), clan))
                .toList();
        stored(lands);
        var resources = new WorldMap.Filter(clan, TerritoryState.OWNED, TerritoryType.RESOURCE, "nowhere");

        assertThat(pages(of(clan), null)).containsExactlyElementsOf(byName(lands));
        assertThat(pages(resources, null)).containsExactlyElementsOf(byName(lands.subList(0, 2)));
        assertThat(pages(new WorldMap.Filter(clan, TerritoryState.NEUTRAL, null, null), null))
                .isEmpty();
        assertThat(pages(new WorldMap.Filter(clan, null, null, "elsewhere"), null))
                .isEmpty();
    }

    private static List<Territory> byName(List<Territory> lands) {
        return lands.stream().sorted(Comparator.comparing(Territory::name)).toList();
    }

    /// All pages of two, one after the other.
    private List<Territory> pages(WorldMap.Filter filter, @Nullable String cursor) {
        var page = answer(ports().map().list(filter, new PageRequest(2, cursor)));
        var all = new ArrayList<>(page.items());
        if (page.nextCursor() != null) {
            all.addAll(pages(filter, page.nextCursor()));
        }
        return all;
    }
}
