package dev.warfront.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/// In a map.
public final class InMemoryFailureBook implements FailureBook {
    private final Map<Subject, Failures> stored = new HashMap<>();

    @Override
    public Mono<Failures> find(Subject subject) {
        return Mono.fromSupplier(() -> stored.getOrDefault(subject, Failures.NONE));
    }

    @Override
    public Mono<Failures> lock(Subject subject) {
        return find(subject);
    }

    @Override
    public Mono<Failures> lockToAdd(Subject subject) {
        return find(subject);
    }

    @Override
    public Mono<Void> save(Subject subject, Failures failures, Instant now) {
        return Mono.fromRunnable(() -> stored.put(subject, failures));
    }

    @Override
    public Mono<Void> forget(Subject subject) {
        return Mono.fromRunnable(() -> stored.remove(subject));
    }
}
