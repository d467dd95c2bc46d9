package dev.warfront.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/// In a map.
public final class InMemoryLoginFailures implements LoginFailures {
    private final Map<Subject, FailureHistory> stored = new HashMap<>();

    @Override
    public Mono<FailureHistory> find(Subject subject) {
        return Mono.fromSupplier(() -> stored.getOrDefault(subject, FailureHistory.NONE));
    }

    @Override
    public Mono<FailureHistory> lock(Subject subject) {
        return find(subject);
    }

    @Override
    public Mono<Void> save(Subject subject, FailureHistory failures, Instant now) {
        return Mono.fromRunnable(() -> stored.put(subject, failures));
    }

    @Override
    public Mono<Void> forget(Subject subject) {
        return Mono.fromRunnable(() -> stored.remove(subject));
    }
}
