package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.stream.KeyedListeners;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Notifies streams that what they show was changed, on whatever node. A notice may be lost; streams read
/// their store every so often anyway.
@Component
public final class ChangeNotifier {
    private final KeyedListeners<UUID, UUID> streams = new KeyedListeners<>();

    /// From one thread at a time. Reaches those alone who show it; one that is busy loses the notice.
    public void changed(UUID id) {
        var result = streams.tell(id, id);
        if (result.isFailure()
                && result != Sinks.EmitResult.FAIL_ZERO_SUBSCRIBER
                && result != Sinks.EmitResult.FAIL_OVERFLOW) {
            throw new IllegalStateException("change of " + id + ": " + result);
        }
    }

    /// Hot. Wants unbounded demand.
    public Flux<UUID> changesOf(UUID id) {
        return streams.listen(id);
    }

    /// Ids that somebody shows.
    int watched() {
        return streams.size();
    }
}
