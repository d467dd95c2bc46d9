package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Battles for tests of rules, one caller at a time. It rolls nothing back.
public final class InMemoryBattles implements Battles, ScoredBattles {
    private static final Comparator<Battle> BY_ID =
            Comparator.comparing(battle -> battle.terms().id().value().toString());
    private static final Comparator<Battle> NEWEST_FIRST = Comparator.<Battle, Instant>comparing(
                    battle -> battle.terms().scheduledAt())
            .thenComparing(BY_ID)
            .reversed();

    private final Map<BattleId, Battle> battles = new LinkedHashMap<>();
    private int elsewhere;

    /// So many battles of other wars are ACTIVE, of which nothing else is known.
    public void elsewhere(int count) {
        elsewhere = count;
    }

    public Collection<Battle> all() {
        return List.copyOf(battles.values());
    }

    public Battle battle(BattleId id) {
        return Objects.requireNonNull(battles.get(id));
    }

    @Override
    public Mono<Battle> find(BattleId id) {
        return Mono.fromSupplier(() -> battles.get(id));
    }

    @Override
    public Mono<Battle> lock(BattleId id) {
        return find(id);
    }

    @Override
    public Mono<List<Battle>> lockOpenOf(WarId war) {
        return Mono.fromSupplier(() -> of(war).filter(battle -> battle.status() != BattleStatus.ENDED)
                .sorted(BY_ID)
                .toList());
    }

    @Override
    public Mono<List<Battle>> openOf(UUID server) {
        return Mono.fromSupplier(() -> battles.values().stream()
                .filter(battle -> battle.status() != BattleStatus.ENDED)
                .filter(battle -> server.equals(battle.server()))
                .sorted(BY_ID)
                .toList());
    }

    @Override
    public Mono<Void> add(Battle.Created battle) {
        return Mono.fromRunnable(() -> battles.put(battle.terms().id(), battle));
    }

    @Override
    public Mono<Void> replace(Battle next) {
        return Mono.fromRunnable(() -> {
            var stored = battles.get(next.terms().id());
            if (stored == null || stored.version() != next.version() - 1) {
                throw new StaleWrite("battle");
            }
            battles.put(next.terms().id(), next);
        });
    }

    @Override
    public Mono<Boolean> anyOpenOn(TerritoryId territory) {
        return Mono.fromSupplier(() -> battles.values().stream()
                .anyMatch(battle ->
                        battle.terms().territory().equals(territory) && battle.status() != BattleStatus.ENDED));
    }

    @Override
    public Mono<Load> loadOf(WarId war) {
        return Mono.fromSupplier(() -> new Load(active(of(war)), elsewhere + active(battles.values().stream())));
    }

    private static int active(Stream<Battle> battles) {
        return (int) battles.filter(Battle.Active.class::isInstance).count();
    }

    @Override
    public Mono<Boolean> defendsSiege(WarId war, Side side) {
        return Mono.fromSupplier(() -> of(war).anyMatch(battle -> battle instanceof Battle.Active
                && battle.terms().type() == BattleType.SIEGE
                && battle.holder() == side));
    }

    @Override
    public Mono<Map<Side, Integer>> siegesWon(WarId war) {
        return Mono.fromSupplier(() -> of(war).filter(battle -> battle.terms().type() == BattleType.SIEGE)
                .filter(Battle.Ended.class::isInstance)
                .flatMap(battle -> Stream.ofNullable(((Battle.Ended) battle).winner()))
                .collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum)));
    }

    /// A cursor is the id of the last battle.
    private static Page<BattleView> cut(Stream<Battle> asked, PageRequest page) {
        var rest = asked.sorted(NEWEST_FIRST)
                .map(BattleView::of)
                .dropWhile(battle -> page.cursor() != null && !isAt(battle, page.cursor()))
                .skip(page.cursor() == null ? 0 : 1)
                .toList();
        var items = rest.stream().limit(page.limit()).toList();
        var last = items.size() < rest.size() ? items.getLast().id().value().toString() : null;
        return new Page<>(items, last);
    }

    private static boolean isAt(BattleView battle, String cursor) {
        return battle.id().value().toString().equals(cursor);
    }

    @Override
    public Mono<Map<BattleId, ScoredBattle>> find(Collection<BattleId> ids) {
        return Mono.fromSupplier(() -> battles.values().stream()
                .filter(battle -> ids.contains(battle.terms().id()))
                .map(BattleView::of)
                .map(battle -> new ScoredBattle(
                        battle.id(),
                        battle.war(),
                        battle.territory(),
                        battle.status(),
                        battle.startedAt(),
                        battle.endedAt()))
                .collect(Collectors.toMap(ScoredBattle::id, Function.identity())));
    }

    @Override
    public Mono<Map<BattleId, ScoredBattle>> lockShared(Collection<BattleId> ids) {
        return find(ids);
    }

    private Stream<Battle> of(WarId war) {
        return battles.values().stream().filter(battle -> battle.terms().war().equals(war));
    }

    /// The same battles, for readers.
    public BattleViews views() {
        return new BattleViews() {
            @Override
            public Mono<BattleView> find(BattleId id) {
                return InMemoryBattles.this.find(id).map(BattleView::of);
            }

            @Override
            public Mono<Page<BattleView>> list(@Nullable BattleStatus status, PageRequest page) {
                return Mono.fromSupplier(() -> cut(
                        battles.values().stream().filter(battle -> status == null || battle.status() == status), page));
            }

            @Override
            public Mono<Page<BattleView>> ofWar(WarId war, PageRequest page) {
                return Mono.fromSupplier(() -> cut(of(war), page));
            }
        };
    }
}
