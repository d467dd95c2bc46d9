package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How long an event takes from its append to the frame of a subscriber that covers it, at a steady
/// rate. The sender does not wait for more to send. The score streams run at 50 Hz, and their own
/// pace is a part of every figure.
@Command(
        name = "latency",
        description = "From the append of an event to the frame of a subscriber, at steady rates.",
        sortOptions = false)
public final class LatencyBench implements Callable<Integer> {
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final Duration NO_LINGER = Duration.ZERO;
    private static final double GOAL_P50_MS = 18;
    private static final double GOAL_P99_MS = 35;
    private static final int RUNS = 5;
    private static final int SECONDS = 10;

    private final Stage stage;

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--runs", paramLabel = "N", description = "at each rate [${DEFAULT-VALUE}]")
    private int runs = RUNS;

    @Option(names = "--seconds", paramLabel = "N", description = "of each run [${DEFAULT-VALUE}]")
    private long seconds = SECONDS;

    @Option(names = "--rates", paramLabel = "N,N", split = ",", description = "events a second [1000,10000]")
    private List<Integer> rates = List.of(1_000, 10_000);

    public LatencyBench(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        stage.start(Settings.longWars(Map.of()));
        System.out.println(run(ActiveWar.open(arguments.options())).line());
        return 0;
    }

    /// Runs all in a war that is ACTIVE.
    public Figures run(ActiveWar activeWar) {
        var length = Duration.ofSeconds(seconds);
        var results = new ArrayList<Rate>();
        try (var log = new EventLog(arguments.options().addresses().kafka(), DELIVERY, NO_LINGER)) {
            var _ = new LatencyRun(activeWar, log, rates.getFirst(), length).measure();
            for (var rate : rates) {
                results.add(rate(activeWar, log, rate, length));
            }
        }
        return new Figures("latency", seconds, results);
    }

    private Rate rate(ActiveWar activeWar, EventLog log, int rate, Duration length) {
        var all = new ArrayList<Run>();
        for (var i = 0; i < runs; i++) {
            all.add(new LatencyRun(activeWar, log, rate, length).measure());
            System.err.println(String.format(Locale.ROOT, "%d/s run %d: %s", rate, i + 1, all.getLast()));
        }
        var figures = new Rate(
                rate,
                Spread.ofTimes(all.stream().map(Run::p50Ms).toList()),
                Spread.ofTimes(all.stream().map(Run::p99Ms).toList()),
                all);
        System.err.println(figures.text());
        return figures;
    }

    /// One run; milliseconds.
    public record Run(double p50Ms, double p99Ms, double maxMs, long events, long frames) {}

    /// All runs at a rate and their medians.
    @JsonPropertyOrder({"events_per_second", "p50_ms", "p99_ms", "runs"})
    public record Rate(int eventsPerSecond, Spread p50Ms, Spread p99Ms, List<Run> runs) {
        String text() {
            return Report.lines(
                    "%d events/s".formatted(eventsPerSecond),
                    "p50      " + p50Ms.text("%.1f") + " ms",
                    "p99      " + p99Ms.text("%.1f") + " ms",
                    Report.atMost("p50 ms", p50Ms.median(), GOAL_P50_MS),
                    Report.atMost("p99 ms", p99Ms.median(), GOAL_P99_MS));
        }
    }

    /// All rates.
    @JsonPropertyOrder({"bench", "seconds", "rates"})
    public record Figures(String bench, long seconds, List<Rate> rates) {
        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
