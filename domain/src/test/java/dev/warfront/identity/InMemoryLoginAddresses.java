package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/// In maps.
public final class InMemoryLoginAddresses implements LoginAddresses {
    final AtomicInteger asked = new AtomicInteger();

    private final Accounts accounts;
    private final Map<PlayerId, Map<String, Instant>> stored = new HashMap<>();

    InMemoryLoginAddresses(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Mono<Boolean> isRemembered(LoginName login, String address) {
        return accounts.credentialsOf(login)
                .map(known -> of(known.account().id()).containsKey(address))
                .defaultIfEmpty(false)
                .doOnSubscribe(_ -> asked.incrementAndGet());
    }

    @Override
    public Mono<Instant> lastSeen(PlayerId account) {
        return Mono.defer(() -> Mono.justOrEmpty(of(account).values().stream().max(Comparator.naturalOrder())));
    }

    @Override
    public Mono<Void> remember(PlayerId account, String address, Instant at, int max) {
        return Mono.fromRunnable(() -> {
            var addresses = of(account);
            addresses.merge(address, at, (one, other) -> one.isAfter(other) ? one : other);
            while (addresses.size() > max) {
                addresses.remove(oldest(addresses));
            }
        });
    }

    private Map<String, Instant> of(PlayerId account) {
        return stored.computeIfAbsent(account, _ -> new HashMap<>());
    }

    private static String oldest(Map<String, Instant> addresses) {
        return addresses.entrySet().stream()
                .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .orElseThrow()
                .getKey();
    }
}
