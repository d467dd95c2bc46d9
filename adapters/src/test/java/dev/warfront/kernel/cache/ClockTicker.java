package dev.warfront.kernel.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What is remembered ages by the clock of a test.
public record ClockTicker(Clock clock) implements Ticker {
    @Override
    public long read() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }
}
