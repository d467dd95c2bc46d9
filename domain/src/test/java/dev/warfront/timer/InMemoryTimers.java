package dev.warfront.timer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Timers that a test fires by hand.
public final class InMemoryTimers implements Timers {

    private static final Comparator<Timer> BY_DUE =
            Comparator.comparing(Timer::fireAt).thenComparing(Timer::id);

    private final Map<UUID, Timer> pending = new ConcurrentHashMap<>();

    private final Set<UUID> known = ConcurrentHashMap.newKeySet();

    @Override
    public Mono<Void> schedule(Timer timer) {
        return Mono.fromRunnable(() -> {
            if (known.add(timer.id())) {
                pending.put(timer.id(), timer);
            }
        });
    }

    @Override
    public Mono<Void> cancel(TimerKind kind, UUID ownerId) {
        return Mono.fromRunnable(() -> pending.values()
                .removeIf(timer -> timer.kind().equals(kind) && timer.ownerId().equals(ownerId)));
    }

    /// Unfired ones in the order in which they are due.
    public List<Timer> pending() {
        return pending.values().stream().sorted(BY_DUE).toList();
    }

    /// Fires what is due at that time, also what is set meanwhile, in order; answers how many. One that fails
    /// stays due and ends the call with its error.
    public Mono<Integer> fireDue(Instant now, TimerHandler... handlers) {
        return Mono.defer(() -> Mono.justOrEmpty(firstDue(now)))
                .flatMap(timer -> fire(timer, now, handlers).thenReturn(1))
                .repeatWhen(rounds -> rounds.takeWhile(fired -> fired > 0))
                .reduce(0, Integer::sum);
    }

    private Optional<Timer> firstDue(Instant now) {
        return pending().stream().filter(timer -> !timer.fireAt().isAfter(now)).findFirst();
    }

    /// Fires one of them by the handler that serves its kind.
    public Mono<Void> fire(Timer timer, Instant now, TimerHandler... handlers) {
        return Flux.fromArray(handlers)
                .filter(handler -> handler.kinds().contains(timer.kind()))
                .next()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no handler for " + timer)))
                .flatMap(handler -> handler.fire(timer, now))
                .then(Mono.fromRunnable(() -> pending.remove(timer.id())));
    }
}
