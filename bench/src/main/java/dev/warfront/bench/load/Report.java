package dev.warfront.bench.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Figures for people.
final class Report {
    private Report() {}

    /// A title and what belongs to it; what is empty is left out.
    static String lines(String title, String... lines) {
        return Arrays.stream(lines)
                .filter(line -> !line.isEmpty())
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n", title + "\n", ""));
    }

    /// Whether a ratio, or a count, is as large as wanted.
    static String atLeast(String what, double value, double goal) {
        return verdict(what, value, "at least", goal, value >= goal);
    }

    /// Whether a time, or a size, is as small as wanted.
    static String atMost(String what, double value, double goal) {
        return verdict(what, value, "at most", goal, value <= goal);
    }

    private static String verdict(String what, double value, String bound, double goal, boolean good) {
        return String.format(Locale.ROOT, "%-8s %.2f, goal %s %.2f: %s", what, value, bound, goal, good ? "yes" : "NO");
    }
}
