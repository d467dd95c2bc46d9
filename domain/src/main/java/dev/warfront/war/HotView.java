package dev.warfront.war;

import dev.warfront.kernel.WarId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// One view of wars that is remembered for a moment. What this node has committed is in it at once; what others have
/// committed when it was last read, at most `warfront.hot-wars.max-age` ago.
public interface HotView<V> {
    /// Empty when there is no such war. Who asks while it is being read shares that read.
    Mono<V> of(WarId war);

    /// What can be answered without waiting; null when it has to be read first, or when there is no such war.
    @Nullable
    V known(WarId war);
}
