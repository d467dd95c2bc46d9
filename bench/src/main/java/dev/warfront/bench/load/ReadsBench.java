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

    @Option(names = "--without-limits", description = "with a program that counts no requests")
    private boolean withoutLimits;

    public ReadsBench(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        stage.start(Settings.longWars(withoutLimits ? Map.of("warfront.http.limits.enabled", "false") : Map.of()));
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
                Spread.ofRates(results.stream().map(Run::ratio).toList()),
                Spread.ofTimes(results.stream().map(Run::processorUs).toList()));
    }

    private Run both(ReadSubject subject, ReadSubject.Bound bound, Reader reader, Duration length) {
        var before = ProcessorTime.of(stage.pid());
        var readsPerSecond = subject.perSecond(reader, length);
        var taken = ProcessorTime.of(stage.pid()).minus(before);
        return new Run(
                readsPerSecond,
                reader.perSecond(bound.address(), length),
                taken.toNanos() / 1e3 / (readsPerSecond * length.toSeconds()));
    }

    /// One run of each.
    ///
    /// @param processorUs processor time of the program for one read
    record Run(double readsPerSecond, double boundPerSecond, double processorUs) {
        double ratio() {
            return readsPerSecond / boundPerSecond;
        }
    }

    /// One kind of read and its bound.
    ///
    /// @param goal for the ratio
    /// @param processorUs processor time of the program for one read
    @JsonPropertyOrder({"name", "ratio", "goal", "reads_per_second", "bound_per_second", "processor_us"})
    public record Read(
            String name, double goal, Spread readsPerSecond, Spread boundPerSecond, Spread ratio, Spread processorUs) {
        String text() {
            return Report.lines(
                    name,
                    "program  " + readsPerSecond.text("%,.0f") + " reads/s",
                    "bound    " + boundPerSecond.text("%,.0f") + " reads/s",
                    "takes    " + processorUs.text("%.1f") + " µs of processor time a read",
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
