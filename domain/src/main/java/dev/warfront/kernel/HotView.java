package dev.warfront.kernel;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// One view of many things, remembered for a moment on this node. For readers alone: a command decides by what it has
/// read itself. What this node has committed is in it at once.
public interface HotView<K, V> {
    /// What others have committed is in it as of the last read, at most the view's age ago. Who asks while it is being
    /// read shares that read. Empty when there is no such thing.
    Mono<V> of(K key);

    /// Whatever was committed before the subscription is in it: read from the store, and remembered for all. For who
    /// goes on from it by changes. Empty when there is no such thing.
    Mono<V> now(K key);

    /// What can be answered without waiting; null when it has to be read first, or when there is no such thing.
    @Nullable
    V known(K key);
}
