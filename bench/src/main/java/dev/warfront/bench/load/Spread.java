package dev.warfront.bench.load;

import java.util.Collection;
import java.util.Locale;

/// What several runs came to: the middle one, so that one disturbed run does not count, and how far the others lie.
///
/// @param median the lower of the two middle ones of an even number
public record Spread(double median, double worst, double best) {
    /// Of rates and ratios: more is better.
    static Spread ofRates(Collection<Double> values) {
        var sorted = sorted(values);
        return new Spread(sorted[(sorted.length - 1) / 2], sorted[0], sorted[sorted.length - 1]);
    }

    /// Of times: less is better.
    static Spread ofTimes(Collection<Double> values) {
        var sorted = sorted(values);
        return new Spread(sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1], sorted[0]);
    }

    /// As people read it.
    ///
    /// @param format of each number
    String text(String format) {
        return String.format(Locale.ROOT, format + " (" + format + " .. " + format + ")", median, worst, best);
    }

    private static double[] sorted(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a median needs a value");
        }
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
