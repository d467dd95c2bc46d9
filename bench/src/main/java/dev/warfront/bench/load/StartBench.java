package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.Wire;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// From the start of the program's process to its readiness, on servers that run, again and again. The first one also
/// makes the tables and topics, and counts apart.
@Command(name = "start", description = "From the start of the program to its readiness.", sortOptions = false)
public final class StartBench implements Callable<Integer> {
    private static final double NANOS = 1e9;
    private static final int RUNS = 5;

    private final Stage stage;

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--runs", paramLabel = "N", description = "[${DEFAULT-VALUE}]")
    private int runs = RUNS;

    public StartBench(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var figures = run();
        System.out.println(figures.line());
        return figures.reached() ? 0 : 1;
    }

    /// Starts it that often and answers the figures.
    public Figures run() {
        stage.prepare();
        var first = seconds();
        var seconds = new ArrayList<Double>();
        for (var i = 0; i < runs; i++) {
            seconds.add(seconds());
        }
        var figures = new Figures("start", first, Spread.ofTimes(seconds));
        System.err.println(figures.text(arguments.options().addresses().http()));
        return figures;
    }

    private double seconds() {
        var started = System.nanoTime();
        stage.start(Map.of());
        var seconds = (System.nanoTime() - started) / NANOS;
        stage.stop();
        return seconds;
    }

    /// Seconds until it was ready.
    ///
    /// @param firstS on a new database
    /// @param readyS on one that it had run on before
    @JsonPropertyOrder({"bench", "reached", "first_s", "ready_s"})
    public record Figures(String bench, double firstS, Spread readyS) {
        private static final double READY_S = 6;

        /// Whether the goal is.
        @JsonProperty
        public boolean reached() {
            return readyS.median() <= READY_S;
        }

        String text(URI program) {
            return Report.lines(
                    "start of " + program,
                    "on a new database %.2f s".formatted(firstS),
                    "later " + readyS.text("%.2f s"),
                    Report.atMost("ready: seconds from the start of the process", readyS.median(), READY_S));
        }

        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
