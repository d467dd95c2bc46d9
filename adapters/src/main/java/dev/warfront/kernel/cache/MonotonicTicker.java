package dev.warfront.kernel.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.stereotype.Component;

/// How long ago something was, whatever happens to the time of day.
@Component
final class MonotonicTicker implements Ticker {
    @Override
    public long read() {
        return System.nanoTime();
    }
}
