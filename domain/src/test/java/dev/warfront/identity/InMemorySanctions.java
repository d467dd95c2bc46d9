package dev.warfront.identity;

import static java.util.stream.Collectors.toMap;

import dev.warfront.kernel.PlayerId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// In a map.
public final class InMemorySanctions implements SanctionStore, Sanctions {
    private final Map<UUID, Sanction> stored = new LinkedHashMap<>();
    private final Clock clock;

    public InMemorySanctions(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Void> add(Sanction sanction) {
        return replace(sanction);
    }

    @Override
    public Mono<PlayerId> accountOf(UUID id) {
        return lock(id).map(Sanction::account);
    }

    @Override
    public Mono<Sanction> lock(UUID id) {
        return Mono.fromSupplier(() -> stored.get(id));
    }

    @Override
    public Mono<Void> replace(Sanction next) {
        return Mono.fromRunnable(() -> stored.put(next.id(), next));
    }

    @Override
    public Mono<List<Sanction>> of(PlayerId account, int max) {
        return Mono.fromSupplier(() -> stored.values().stream()
                .filter(one -> one.account().equals(account))
                .sorted(Comparator.comparing(Sanction::at).reversed())
                .limit(max)
                .toList());
    }

    @Override
    public Mono<List<Sanction>> shuttingOut(PlayerId account) {
        return Mono.fromSupplier(() -> stored.values().stream()
                .filter(one -> one.account().equals(account) && one.kind().shutsOut())
                .filter(one -> one.isActive(clock.instant()))
                .toList());
    }

    @Override
    public Mono<WarBan> warBan(PlayerId player) {
        return warBans(List.of(player)).mapNotNull(found -> found.get(player));
    }

    @Override
    public Mono<Map<PlayerId, WarBan>> warBans(Collection<PlayerId> players) {
        return Mono.fromSupplier(() -> active(players, SanctionKind::keepsFromWars)
                .collect(toMap(Sanction::account, one -> new WarBan(one.until()), InMemorySanctions::longer)));
    }

    @Override
    public Mono<Instant> mutedUntil(PlayerId player) {
        return Mono.fromSupplier(() -> active(List.of(player), kind -> kind == SanctionKind.MUTE)
                .map(Sanction::end)
                .max(Comparator.naturalOrder())
                .orElse(null));
    }

    private Stream<Sanction> active(Collection<PlayerId> players, Predicate<SanctionKind> kinds) {
        return stored.values().stream()
                .filter(one -> players.contains(one.account()) && kinds.test(one.kind()))
                .filter(one -> one.isActive(clock.instant()));
    }

    private static WarBan longer(WarBan one, WarBan other) {
        if (one.until() == null || other.until() == null) {
            return new WarBan(null);
        }
        return one.until().isAfter(other.until()) ? one : other;
    }
}
