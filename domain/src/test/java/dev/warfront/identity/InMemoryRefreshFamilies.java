package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// In maps.
public final class InMemoryRefreshFamilies implements RefreshFamilies {
    private final Map<UUID, RefreshFamily> families = new HashMap<>();
    private final Map<String, Shown> tokens = new HashMap<>();

    @Override
    public Mono<Void> begin(RefreshFamily family, String tokenHash) {
        return Mono.fromRunnable(() -> put(family, tokenHash));
    }

    @Override
    public Mono<Shown> lock(String tokenHash) {
        return find(tokenHash);
    }

    @Override
    public Mono<Shown> find(String tokenHash) {
        return Mono.defer(() -> Mono.justOrEmpty(tokens.get(tokenHash))).map(token -> {
            var family = token.family().id();
            return new Shown(families.getOrDefault(family, token.family()), token.generation());
        });
    }

    @Override
    public Mono<Void> advance(RefreshFamily next, String tokenHash) {
        return Mono.fromRunnable(() -> put(next, tokenHash));
    }

    @Override
    public Mono<Void> revoke(UUID family, Instant at) {
        return Mono.fromRunnable(() -> families.computeIfPresent(family, (_, known) -> revoked(known)));
    }

    @Override
    public Mono<Void> revokeAllOf(PlayerId account, Instant at) {
        return Mono.fromRunnable(
                () -> families.replaceAll((_, known) -> known.account().equals(account) ? revoked(known) : known));
    }

    private void put(RefreshFamily family, String tokenHash) {
        families.put(family.id(), family);
        tokens.put(tokenHash, new Shown(family, family.generation()));
    }

    private static RefreshFamily revoked(RefreshFamily known) {
        return new RefreshFamily(
                known.id(),
                known.account(),
                known.generation(),
                known.rotatedAt(),
                known.idleUntil(),
                known.until(),
                true);
    }
}
