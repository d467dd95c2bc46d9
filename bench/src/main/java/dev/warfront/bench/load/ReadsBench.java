package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How many times a second the status of a war is read, beside a constant WebFlux handler that answers the same bytes,
/// in turns and with the same client.
@Command(
        name = "reads",
        description = "Reads a second of the status of a war, beside a constant WebFlux handler.",
        sortOptions = false)
public final class ReadsBench implements Callable<Integer> {
    private static final int RUNS = 5;
    private static final int SECONDS = 5;
    private static final int CONNECTIONS = 64;

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--runs", paramLabel = "N", description = "behind one to warm up [${DEFAULT-VALUE}]")
    private int runs = RUNS;

    @Option(names = "--seconds", paramLabel = "N", description = "of each run [${DEFAULT-VALUE}]")
    private long seconds = SECONDS;

    @Option(names = "--connections", paramLabel = "N", description = "that each ask in turn [${DEFAULT-VALUE}]")
    private int connections = CONNECTIONS;

    @Override
    public Integer call() {
        System.out.println(run().line());
        return 0;
    }

    /// Opens its own war, runs all and answers the figures.
    public Figures run() {
        return run(ActiveWar.open(arguments.options()));
    }

    /// Runs all on a war.
    public Figures run(ActiveWar activeWar) {
        var path = "/clan-wars/" + activeWar.war() + "/phase";
        var length = Duration.ofSeconds(seconds);
        var status = arguments.options().addresses().http().resolve("/api/v1" + path);
        var results = new ArrayList<Run>();
        try (var constant =
                        new ConstantServer(activeWar.program().http().get(path).toString());
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
