package dev.warfront.identity;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/// In a map, without staleness.
public class InMemoryGameServers implements GameServers {
    private final Map<PlayerId, GameServer> stored = new HashMap<>();
    private final Map<PlayerId, byte[]> keys = new HashMap<>();

    @Override
    public Mono<Void> add(GameServer server, byte[] signingKey) {
        return Mono.defer(() -> {
            var taken = stored.values().stream()
                    .anyMatch(known -> !known.revoked() && known.name().equalsIgnoreCase(server.name()));
            if (taken) {
                return Mono.error(new AlreadyTaken(NAME));
            }
            stored.put(server.id(), server);
            keys.put(server.id(), signingKey);
            return Mono.empty();
        });
    }

    @Override
    public Mono<GameServer> find(PlayerId id) {
        return Mono.fromSupplier(() -> stored.get(id));
    }

    /// Its cursor is the number of servers that were shown.
    @Override
    public Mono<Page<GameServer>> page(PageRequest page) {
        return Mono.fromSupplier(() -> {
            var from = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
            var newestFirst = stored.values().stream()
                    .sorted(Comparator.comparing(GameServer::createdAt).reversed())
                    .skip(from)
                    .toList();
            return newestFirst.size() <= page.limit()
                    ? new Page<>(newestFirst, null)
                    : new Page<>(newestFirst.subList(0, page.limit()), Integer.toString(from + page.limit()));
        });
    }

    @Override
    public Mono<GameServer> lock(PlayerId id) {
        return Mono.defer(() -> Mono.justOrEmpty(stored.get(id)));
    }

    @Override
    public Mono<GameServer> lockShared(PlayerId id) {
        return lock(id);
    }

    @Override
    public Mono<Void> revoke(PlayerId id, Instant at) {
        return Mono.fromRunnable(
                () -> stored.computeIfPresent(id, (_, known) -> known.revoked() ? known : known.revoke()));
    }

    @Override
    public Mono<Boolean> changeKey(PlayerId id, byte[] signingKey) {
        return Mono.fromSupplier(() -> {
            var changed = !Arrays.equals(keys.put(id, signingKey), signingKey);
            if (changed) {
                stored.computeIfPresent(id, (_, known) -> known.changed());
            }
            return changed;
        });
    }

    @Override
    public Mono<Void> exchangeKey(PlayerId id, byte[] signingKey, KeyRotation rotation) {
        return Mono.fromRunnable(() -> {
            keys.put(id, signingKey);
            stored.computeIfPresent(id, (_, known) -> known.changed());
        });
    }

    @Override
    public Mono<Boolean> isTrusted(PlayerId id) {
        return Mono.fromSupplier(() -> {
            var known = stored.get(id);
            return known != null && !known.revoked();
        });
    }
}
