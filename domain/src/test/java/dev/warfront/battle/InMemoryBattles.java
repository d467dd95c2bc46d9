package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// Battles for tests of rules, one caller at a time. It rolls nothing back.
public final class InMemoryBattles implements Battles {
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
        return Mono.fromSupplier(() ->
                of(war).filter(battle -> battle.status() != BattleStatus.ENDED).toList());
    }

    @Override
    public Mono<Void> create(Battle.Created battle) {
        return Mono.fromRunnable(() -> battles.put(battle.site().id(), battle));
    }

    @Override
    public Mono<Void> save(Battle next) {
        return Mono.fromRunnable(() -> {
            if (battle(next.site().id()).version() != next.version() - 1) {
                throw new StaleWrite("battle");
            }
            battles.put(next.site().id(), next);
        });
    }

    @Override
    public Mono<Boolean> anyOpenOn(TerritoryId territory) {
        return Mono.fromSupplier(() -> battles.values().stream()
                .anyMatch(battle ->
                        battle.site().territory().equals(territory) && battle.status() != BattleStatus.ENDED));
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
                && battle.site().type() == BattleType.SIEGE
                && battle.holder() == side));
    }

    @Override
    public Mono<Map<Side, Integer>> siegesWon(WarId war) {
        return Mono.fromSupplier(() -> of(war).filter(battle -> battle.site().type() == BattleType.SIEGE)
                .filter(Battle.Ended.class::isInstance)
                .flatMap(battle -> Stream.ofNullable(((Battle.Ended) battle).winner()))
                .collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum)));
    }

    private Stream<Battle> of(WarId war) {
        return battles.values().stream().filter(battle -> battle.site().war().equals(war));
    }
}
