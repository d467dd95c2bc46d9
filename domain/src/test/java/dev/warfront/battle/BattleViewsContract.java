package dev.warfront.battle;

import static dev.warfront.battle.TestBattles.PATIENCE;
import static dev.warfront.battle.TestBattles.anyWar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.TerritoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What readers ask of any store of battles.
public interface BattleViewsContract {
    AtomicLong TIMES = new AtomicLong();

    BattlePorts ports();

    private void run(Mono<Void> work) {
        ports().transactions().inTransaction(work).block(PATIENCE);
    }

    private Battle.Created stored(WarId war, Instant at) {
        var battle = TestBattles.created(war, TerritoryType.RESOURCE, at, null);
        run(ports().battles().add(battle));
        return battle;
    }

    /// Later than what any test stored before, so that these battles are the newest of all.
    private static Instant far() {
        return TestBattles.NOW.plus(Duration.ofDays(100_000 + 1_000 * TIMES.incrementAndGet()));
    }

    private static Page<BattleView> page(Mono<Page<BattleView>> asked) {
        return Objects.requireNonNull(asked.block(PATIENCE));
    }

    /// All pages of two, as far as the battles of this war go.
    private static List<UUID> walk(WarId war, Function<@Nullable String, Mono<Page<BattleView>>> pages) {
        var ids = new ArrayList<UUID>();
        var page = page(pages.apply(null));
        while (page.items().stream().anyMatch(battle -> battle.war().equals(war))) {
            page.items().stream()
                    .filter(battle -> battle.war().equals(war))
                    .forEach(battle -> ids.add(battle.id().value()));
            if (page.nextCursor() == null) {
                break;
            }
            page = page(pages.apply(page.nextCursor()));
        }
        return ids;
    }

    @Test
    default void aBattleIsShownAsItIs() {
        var server = UUID.randomUUID();
        var created = stored(anyWar(), TestBattles.NOW);
        var active = TestBattles.started(created, server, TestBattles.NOW.plusSeconds(3));
        run(ports().battles().replace(active));
        var ended = TestBattles.won(active, Side.ATTACKER, TestBattles.NOW.plusSeconds(60));
        run(ports().battles().replace(ended));

        ports().views()
                .find(created.terms().id())
                .as(StepVerifier::create)
                .assertNext(view -> {
                    assertThat(view).isEqualTo(BattleView.of(ended));
                    assertThat(view.zoneOpensAt()).isEqualTo(TestBattles.NOW.plusSeconds(3 - 60));
                    assertThat(view.zoneClosesAt()).isEqualTo(TestBattles.NOW.plusSeconds(60 + 60));
                    assertThat(view.attackerScore()).isEqualTo(310);
                    assertThat(view.server()).isEqualTo(server);
                })
                .expectComplete()
                .verify(PATIENCE);
        ports().views()
                .find(new BattleId(UUID.randomUUID()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void listsAreNewestFirst_alsoOverMonths() {
        var war = anyWar();
        var base = far();
        var expected = new ArrayList<UUID>();
        for (var month = 0; month < 5; month++) {
            expected.addFirst(stored(war, base.plus(Duration.ofDays(40L * month)))
                    .terms()
                    .id()
                    .value());
        }

        assertThat(walk(war, cursor -> ports().views().list(null, new PageRequest(2, cursor))))
                .isEqualTo(expected);
        assertThat(walk(war, cursor -> ports().views().list(BattleStatus.CREATED, new PageRequest(2, cursor))))
                .isEqualTo(expected);
        assertThat(walk(war, cursor -> ports().views().ofWar(war, new PageRequest(2, cursor))))
                .isEqualTo(expected);
    }

    @Test
    default void battlesOfOneInstantAreEachShownOnce() {
        var war = anyWar();
        var at = far();
        var expected = new ArrayList<UUID>();
        for (var i = 0; i < 5; i++) {
            expected.add(stored(war, at).terms().id().value());
        }

        assertThat(walk(war, cursor -> ports().views().list(null, new PageRequest(2, cursor))))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    default void aStatusLeavesTheOthersOut() {
        var war = anyWar();
        var at = far();
        stored(war, at);
        var active = TestBattles.started(stored(war, at.plusSeconds(1)), UUID.randomUUID(), at.plusSeconds(1));
        run(ports().battles().replace(active));

        assertThat(walk(war, cursor -> ports().views().list(BattleStatus.ACTIVE, new PageRequest(2, cursor))))
                .containsExactly(active.terms().id().value());
        assertThat(page(ports().views().ofWar(anyWar(), new PageRequest(2, null)))
                        .items())
                .isEmpty();
    }
}
