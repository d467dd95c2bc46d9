package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/// In a map, without staleness.
public class InMemoryGameServers implements GameServers {
    private final Map<PlayerId, GameServer> stored = new HashMap<>();

    @Override
    public Mono<Void> add(GameServer server, byte[] signingKey) {
        return Mono.defer(() -> {
            var taken = stored.values().stream()
                    .anyMatch(known -> !known.revoked() && known.name().equalsIgnoreCase(server.name()));
            if (taken) {
                return Mono.error(new NameTaken(server.name(), new IllegalStateException("test")));
            }
            stored.put(server.id(), server);
            return Mono.empty();
        });
    }

    @Override
    public Mono<GameServer> lock(PlayerId id) {
        return Mono.defer(() -> Mono.justOrEmpty(stored.get(id)));
    }

    @Override
    public Mono<Void> revoke(PlayerId id, Instant at) {
        return Mono.fromRunnable(() -> stored.computeIfPresent(
                id,
                (_, known) -> new GameServer(known.id(), known.name(), true, known.createdAt(), known.version() + 1)));
    }

    @Override
    public Mono<Void> changeKey(PlayerId id, byte[] signingKey) {
        return Mono.empty();
    }

    @Override
    public Mono<Boolean> isTrusted(PlayerId id) {
        return Mono.fromSupplier(() -> {
            var known = stored.get(id);
            return known != null && !known.revoked();
        });
    }
}
