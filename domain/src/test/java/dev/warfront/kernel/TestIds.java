package dev.warfront.kernel;

import java.util.Random;
import java.util.UUID;

/// Ids that are the same in every run of a seed.
public final class TestIds implements Ids {

    private final Random random;

    public TestIds(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized UUID next() {
        var high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x7000L;
        var low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
