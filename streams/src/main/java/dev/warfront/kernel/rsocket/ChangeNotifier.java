package dev.warfront.kernel.rsocket;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Notifies streams that what they show was changed, on whatever node. A notice may be lost; streams read
/// their store every so often anyway.
@Component
public final class ChangeNotifier {
    private final Map<UUID, Watched> watched = new ConcurrentHashMap<>();

    /// From one thread at a time. Reaches those alone who show it; one that is busy loses the notice.
    public void changed(UUID id) {
        var streams = watched.get(id);
        if (streams == null) {
            return;
        }
        var result = streams.changes.tryEmitNext(id);
        if (result.isFailure()
                && result != Sinks.EmitResult.FAIL_ZERO_SUBSCRIBER
                && result != Sinks.EmitResult.FAIL_OVERFLOW) {
            throw new IllegalStateException("change of " + id + ": " + result);
        }
    }

    /// Hot. Wants unbounded demand.
    public Flux<UUID> changesOf(UUID id) {
        return Flux.using(() -> watch(id), streams -> streams.changes.asFlux(), _ -> leave(id));
    }

    /// Ids that somebody shows.
    int watched() {
        return watched.size();
    }

    private Watched watch(UUID id) {
        return watched.compute(id, (_, before) -> before == null ? new Watched() : before.joined());
    }

    private void leave(UUID id) {
        watched.computeIfPresent(id, (_, before) -> before.left());
    }

    /// Those who show one thing. Counted inside the map's own lock.
    private static final class Watched {
        private final Sinks.Many<UUID> changes = Sinks.many().multicast().directBestEffort();
        private int streams = 1;

        private Watched joined() {
            streams++;
            return this;
        }

        /// Null when nobody is left.
        private @Nullable Watched left() {
            streams--;
            return streams == 0 ? null : this;
        }
    }
}
