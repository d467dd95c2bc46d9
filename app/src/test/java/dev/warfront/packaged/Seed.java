package dev.warfront.packaged;

import java.util.Random;

/// The seed of a run, printed; `-Dwarfront.seed=…` plays it again.
record Seed(long value) {

    static Seed drawn(String test) {
        var seed = new Seed(Long.getLong("warfront.seed", System.nanoTime()));
        System.out.printf("%s: seed %d, replay with -Dwarfront.seed=%d%n", test, seed.value(), seed.value());
        return seed;
    }

    Random random() {
        return new Random(value);
    }
}
