package dev.warfront.kernel.rsocket;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Tells streams that something of theirs was changed, on whatever node. A wake may be lost; streams read their
/// store every so often anyway.
@Component
public final class ChangeNotifier {
    private final Sinks.Many<UUID> wakes = Sinks.many().multicast().directBestEffort();

    /// From one thread at a time.
    public void wake(UUID id) {
        var told = wakes.tryEmitNext(id);
        if (told.isFailure()
                && told != Sinks.EmitResult.FAIL_ZERO_SUBSCRIBER
                && told != Sinks.EmitResult.FAIL_OVERFLOW) {
            throw new IllegalStateException("wake of " + id + ": " + told);
        }
    }

    /// Hot. Wants unbounded demand.
    public Flux<UUID> of(UUID id) {
        return wakes.asFlux().filter(id::equals);
    }
}
