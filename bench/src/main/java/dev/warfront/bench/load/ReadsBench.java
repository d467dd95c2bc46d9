package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.stage.Stage;
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

/// How many times a second what the program shows is read, each beside a bare WebFlux route that answers the same, in
/// turns and with the same client.
@Command(
        name = "reads",
        description = "Reads a second, each beside a bare WebFlux route that answers the same.",
        sortOptions = false)
public final class ReadsBench implements Callable<Integer> {
    private static final int RUNS = 5;
    private static final int SECONDS = 5;
    private static final int CONNECTIONS = 64;

    private final Stage stage;

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--runs", paramLabel = "N", description = "behind one to warm up [${DEFAULT-VALUE}]")
    private int runs = RUNS;

    @Option(names = "--seconds", paramLabel = "N", description = "of each run [${DEFAULT-VALUE}]")
    private long seconds = SECONDS;

    @Option(names = "--connections", paramLabel = "N", description = "that each ask in turn [${DEFAULT-VALUE}]")
    private int connections = CONNECTIONS;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "phase,scores,miss,signed-in,trivial [all]")
    private List<String> only = List.of();

    public ReadsBench(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        stage.start(Settings.longWars(Map.of()));
        System.out.println(run(ActiveWar.open(arguments.options())).line());
        return 0;
    }

    /// Runs all on a war.
    public Figures run(ActiveWar activeWar) {
        var all = new ArrayList<Read>();
        try (var reader = new Reader(connections)) {
            for (var subject : ReadSubject.all(activeWar)) {
                if (only.isEmpty() || only.contains(subject.name())) {
                    all.add(measure(subject, reader));
                    System.err.println(all.getLast().text());
                }
            }
        }
        return new Figures("reads", connections, all);
    }

    private Read measure(ReadSubject subject, Reader reader) {
        var length = Duration.ofSeconds(seconds);
        var results = new ArrayList<Run>();
        try (var bound = subject.bound(stage.database())) {
            var _ = both(subject, bound, reader, length);
            for (var i = 0; i < runs; i++) {
                results.add(both(subject, bound, reader, length));
                System.err.println(
                        String.format(Locale.ROOT, "%s run %d: %s", subject.name(), i + 1, results.getLast()));
            }
        }
        return new Read(
                subject.name(),
                subject.goal(),
                Spread.ofRates(results.stream().map(Run::readsPerSecond).toList()),
                Spread.ofRates(results.stream().map(Run::boundPerSecond).toList()),
                Spread.ofRates(results.stream().map(Run::ratio).toList()));
    }

    private static Run both(ReadSubject subject, ReadSubject.Bound bound, Reader reader, Duration length) {
        return new Run(subject.perSecond(reader, length), reader.perSecond(bound.address(), length));
    }

    /// One run of each.
    record Run(double readsPerSecond, double boundPerSecond) {
        double ratio() {
            return readsPerSecond / boundPerSecond;
        }
    }

    /// One kind of read and its bound.
    ///
    /// @param goal for the ratio
    @JsonPropertyOrder({"name", "ratio", "goal", "reads_per_second", "bound_per_second"})
    public record Read(String name, double goal, Spread readsPerSecond, Spread boundPerSecond, Spread ratio) {
        String text() {
            return Report.lines(
                    name,
                    "program  " + readsPerSecond.text("%,.0f") + " reads/s",
                    "bound    " + boundPerSecond.text("%,.0f") + " reads/s",
                    Report.atLeast("ratio", ratio.median(), goal));
        }
    }

    /// All kinds.
    @JsonPropertyOrder({"bench", "connections", "reads"})
    public record Figures(String bench, int connections, List<Read> reads) {
        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
