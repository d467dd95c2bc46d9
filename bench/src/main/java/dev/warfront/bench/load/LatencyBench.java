package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.Arena;
import dev.warfront.bench.simulator.Arguments;
import dev.warfront.bench.simulator.Options;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How long an event takes from its append to the frame of a subscriber that covers it, at a steady rate. The program
/// must run with its score streams at 50 Hz, of which the frame's own pace is a part of every figure.
public final class LatencyBench {
    public static final Set<String> ARGUMENTS = Set.of("runs", "rates", "seconds");

    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final int RUNS = 3;
    private static final int SECONDS = 10;

    private final Options options;
    private final int runs;
    private final Duration length;
    private final List<Integer> rates;

    public LatencyBench(Arguments arguments) {
        this.options = arguments.options();
        this.runs = Math.toIntExact(arguments.number("runs", RUNS));
        this.length = Duration.ofSeconds(arguments.number("seconds", SECONDS));
        this.rates = Arrays.stream(arguments.value("rates").orElse("1000,10000").split(","))
                .map(Integer::valueOf)
                .toList();
    }

    /// Opens its own war, runs all and answers the figures.
    public Figures run() {
        return run(Arena.open(options));
    }

    /// Runs all in a war that is ACTIVE.
    public Figures run(Arena arena) {
        var results = new ArrayList<Rate>();
        try (var log = new EventLog(options.addresses().kafka(), DELIVERY)) {
            var _ = new LatencyRun(arena, log, rates.getFirst(), length).measure();
            for (var rate : rates) {
                results.add(rate(arena, log, rate));
            }
        }
        return new Figures("latency", length.toSeconds(), results);
    }

    private Rate rate(Arena arena, EventLog log, int rate) {
        var all = new ArrayList<Run>();
        for (var i = 0; i < runs; i++) {
            all.add(new LatencyRun(arena, log, rate, length).measure());
            System.err.println(String.format(Locale.ROOT, "%d/s run %d: %s", rate, i + 1, all.getLast()));
        }
        return new Rate(
                rate,
                Median.of(all.stream().map(Run::p50Ms).toList()),
                Median.of(all.stream().map(Run::p99Ms).toList()),
                all);
    }

    /// One run; milliseconds.
    public record Run(double p50Ms, double p99Ms, double maxMs, long events, long frames) {}

    /// All runs at a rate and their medians.
    @JsonPropertyOrder({"events_per_second", "p50_ms", "p99_ms", "runs"})
    public record Rate(int eventsPerSecond, double p50Ms, double p99Ms, List<Run> runs) {}

    /// All rates.
    @JsonPropertyOrder({"bench", "seconds", "rates"})
    public record Figures(String bench, long seconds, List<Rate> rates) {
        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
