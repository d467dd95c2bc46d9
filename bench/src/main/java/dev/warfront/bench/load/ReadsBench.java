package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.Arena;
import dev.warfront.bench.simulator.Arguments;
import dev.warfront.bench.simulator.Options;
import dev.warfront.bench.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How many times a second the status of a war is read, beside a constant WebFlux handler that answers the same bytes,
/// in turns and with the same client.
public final class ReadsBench {
    public static final Set<String> ARGUMENTS = Set.of("runs", "seconds", "connections");

    private static final int RUNS = 5;
    private static final int SECONDS = 5;
    private static final int CONNECTIONS = 64;

    private final Options options;
    private final int runs;
    private final Duration length;
    private final int connections;

    public ReadsBench(Arguments arguments) {
        this.options = arguments.options();
        this.runs = Math.toIntExact(arguments.number("runs", RUNS));
        this.length = Duration.ofSeconds(arguments.number("seconds", SECONDS));
        this.connections = Math.toIntExact(arguments.number("connections", CONNECTIONS));
    }

    /// Opens its own war, runs all and answers the figures.
    public Figures run() {
        return run(Arena.open(options));
    }

    /// Runs all on a war.
    public Figures run(Arena arena) {
        var path = "/clan-wars/" + arena.war() + "/phase";
        var status = options.addresses().http().resolve("/api/v1" + path);
        var results = new ArrayList<Run>();
        try (var constant = new ConstantServer(arena.program().http().get(path).toString());
                var reader = new Reader(connections)) {
            var _ = both(reader, status, constant.address(), length);
            for (var i = 0; i < runs; i++) {
                results.add(both(reader, status, constant.address(), length));
                System.err.println(String.format(Locale.ROOT, "run %d: %s", i + 1, results.getLast()));
            }
        }
        return Figures.of(connections, results);
    }

    private static Run both(Reader reader, URI status, URI constant, Duration length) {
        return new Run(reader.perSecond(status, length), reader.perSecond(constant, length));
    }

    /// One run of each.
    public record Run(double readsPerSecond, double constantPerSecond) {
        /// Which part of the bound was reached.
        public double ratio() {
            return readsPerSecond / constantPerSecond;
        }
    }

    /// All runs and their medians.
    @JsonPropertyOrder({"bench", "connections", "reads_per_second", "constant_per_second", "ratio", "runs"})
    public record Figures(
            String bench,
            int connections,
            double readsPerSecond,
            double constantPerSecond,
            double ratio,
            List<Run> runs) {

        static Figures of(int connections, List<Run> runs) {
            return new Figures(
                    "reads",
                    connections,
                    Median.of(runs.stream().map(Run::readsPerSecond).toList()),
                    Median.of(runs.stream().map(Run::constantPerSecond).toList()),
                    Median.of(runs.stream().map(Run::ratio).toList()),
                    List.copyOf(runs));
        }

        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
