package dev.warfront.kernel.rsocket;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Notifies streams that what they show was changed, on whatever node. A notice may be lost; streams read their store
/// every so often anyway.
@Component
public final class ChangeNotifier {
    private final Sinks.Many<UUID> changes = Sinks.many().multicast().directBestEffort();

    /// From one thread at a time. Nobody listening, or a listener that is busy, loses the notice.
    public void changed(UUID id) {
        var result = changes.tryEmitNext(id);
        if (result.isFailure()
                && result != Sinks.EmitResult.FAIL_ZERO_SUBSCRIBER
                && result != Sinks.EmitResult.FAIL_OVERFLOW) {
            throw new IllegalStateException("change of " + id + ": " + result);
        }
    }

    /// Hot. Wants unbounded demand.
    public Flux<UUID> changesOf(UUID id) {
        return changes.asFlux().filter(id::equals);
    }
}
