package dev.warfront.kernel.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/// Who on this node listens to what, by key. To tell what nobody listens to is one look-up. Listeners come
/// and go on any thread; of one key it is told by one thread at a time.
///
/// @param <T> what is told
public final class KeyedListeners<K, T> {
    private final Map<K, Listened<T>> listened = new ConcurrentHashMap<>();

    /// Hot. Wants unbounded demand: who is busy loses what is told meanwhile.
    public Flux<T> listen(K key) {
        return Flux.using(() -> join(key), here -> here.items.asFlux(), _ -> leave(key));
    }

    /// On the caller's thread; never waits. Kept for nobody.
    public EmitResult tell(K key, T item) {
        var here = listened.get(key);
        return here == null ? EmitResult.FAIL_ZERO_SUBSCRIBER : here.items.tryEmitNext(item);
    }

    /// Keys that somebody listens to.
    public int size() {
        return listened.size();
    }

    private Listened<T> join(K key) {
        return listened.compute(key, (_, before) -> before == null ? new Listened<>() : before.joined());
    }

    private void leave(K key) {
        listened.computeIfPresent(key, (_, before) -> before.left());
    }

    /// Those who listen to one key. Counted inside the map's own lock.
    private static final class Listened<T> {
        private final Sinks.Many<T> items = Sinks.many().multicast().directBestEffort();
        private int listeners = 1;

        private Listened<T> joined() {
            listeners++;
            return this;
        }

        /// Null when nobody is left.
        private @Nullable Listened<T> left() {
            listeners--;
            return listeners == 0 ? null : this;
        }
    }
}
