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
    public Mono<Instant> warBannedUntil(PlayerId player) {
        return last(List.of(player), SanctionKind.WAR_BAN).mapNotNull(found -> found.get(player));
    }

    @Override
    public Mono<Map<PlayerId, Instant>> warBans(Collection<PlayerId> players) {
        return last(players, SanctionKind.WAR_BAN);
    }

    @Override
    public Mono<Instant> mutedUntil(PlayerId player) {
        return last(List.of(player), SanctionKind.MUTE).mapNotNull(found -> found.get(player));
    }

    private Mono<Map<PlayerId, Instant>> last(Collection<PlayerId> players, SanctionKind kind) {
        return Mono.fromSupplier(() -> stored.values().stream()
                .filter(one -> players.contains(one.account()) && one.kind() == kind)
                .filter(one -> one.isActive(clock.instant()))
                .collect(toMap(Sanction::account, Sanction::end, (a, b) -> a.isAfter(b) ? a : b)));
    }
}
