package dev.warfront.war.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.cache.RecentlyRead;
import dev.warfront.war.HotView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// One view, remembered.
final class RememberedView<V> implements HotView<V> {
    private final RecentlyRead<WarId, V> views;

    RememberedView(Function<WarId, Mono<V>> read, HotWarSettings settings, Ticker ticker) {
        this.views = new RecentlyRead<>(settings.maxAge(), settings.warsMax(), ticker, read);
    }

    RecentlyRead<WarId, V> views() {
        return views;
    }

    @Override
    public Mono<V> of(WarId war) {
        return views.get(war);
    }

    @Override
    public @Nullable V known(WarId war) {
        return views.known(war);
    }

    /// A view that is never remembered.
    record Unremembered<V>(Function<WarId, Mono<V>> read) implements HotView<V> {
        @Override
        public Mono<V> of(WarId war) {
            return read.apply(war);
        }

        @Override
        public @Nullable V known(WarId war) {
            return null;
        }
    }
}
