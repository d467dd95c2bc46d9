package dev.warfront.kernel.postgres;

import dev.warfront.kernel.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// UUIDs of version 7 (RFC 9562, method 1): milliseconds, a counter of 12 bits that makes them rise on this
/// node, and 62 random bits. Above 4 096 a millisecond they run ahead of the clock.
@Component
public final class RandomIds implements Ids {

    private static final int COUNTER_BITS = 12;

    private final Clock clock;

    /// Secret of this node, so that two nodes whose cheap generators began alike still differ.
    private final long salt = new SecureRandom().nextLong();

    private final AtomicLong last = new AtomicLong();

    public RandomIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UUID next() {
        var now = clock.millis() << COUNTER_BITS;
        var tick = last.updateAndGet(before -> Math.max(before + 1, now));
        var high = ((tick >>> COUNTER_BITS) << 16) | 0x7000L | (tick & 0xfffL);
        var low = ((ThreadLocalRandom.current().nextLong() ^ salt) & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
