package dev.warfront.bench.load;

import java.util.Collection;

/// The middle of several runs, so that one disturbed run does not count.
final class Median {
    private Median() {}

    /// The lower of the two middle ones of an even number.
    static double of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a median needs a value");
        }
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }
}
