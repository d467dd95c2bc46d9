package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How long commands of wars take, at a steady rate and when the program is given as many as it can take.
@Command(
        name = "commands",
        description = "Commands of wars, each of which commits, at a steady rate and at saturation.",
        sortOptions = false)
public final class CommandsBench implements Callable<Integer> {
    /// Declaring and cancelling for ever takes a treasury that lasts, and no limit to an hour.
    private static final Map<String, String> SETTINGS =
            Map.of("war.phase.declared", "5s", "war.declare.per-hour", "10000000", "war.declare.base-cost", "10");

    private static final int RUNS = 5;
    private static final int SECONDS = 10;
    private static final int RATE = 200;
    private static final int CLIENTS = 32;
    private static final int WARS = 4;
    private static final int PAIRS = 6;

    private final Stage stage;

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--runs", paramLabel = "N", description = "of each, behind one to warm up [${DEFAULT-VALUE}]")
    private int runs = RUNS;

    @Option(names = "--seconds", paramLabel = "N", description = "of each run [${DEFAULT-VALUE}]")
    private long seconds = SECONDS;

    @Option(names = "--rate", paramLabel = "N", description = "commands a second [${DEFAULT-VALUE}]")
    private int rate = RATE;

    @Option(names = "--clients", paramLabel = "N", description = "at saturation [${DEFAULT-VALUE}]")
    private int clients = CLIENTS;

    @Option(names = "--wars", paramLabel = "N", description = "with battles [${DEFAULT-VALUE}]")
    private int wars = WARS;

    @Option(names = "--pairs", paramLabel = "N", description = "that declare and cancel [${DEFAULT-VALUE}]")
    private int pairs = PAIRS;

    public CommandsBench(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        System.out.println(run().line());
        return 0;
    }

    /// Opens its own wars, runs all and answers the figures.
    public Figures run() {
        stage.start(Settings.longWars(SETTINGS));
        return measured(CommandMix.open(arguments.options(), wars, pairs));
    }

    private Figures measured(CommandMix mix) {
        var load = new CommandLoad(mix);
        var length = Duration.ofSeconds(seconds);
        System.err.println(CommandMix.SHARES);
        return new Figures(
                "commands",
                CommandMix.SHARES,
                measured("%d commands/s".formatted(rate), () -> load.atRate(rate, length)),
                measured("%d clients".formatted(clients), () -> load.byClients(clients, length)));
    }

    private Load measured(String title, Supplier<Run> work) {
        var all = new ArrayList<Run>();
        var _ = work.get();
        for (var i = 0; i < runs; i++) {
            all.add(work.get());
        }
        var load = new Load(
                Spread.ofRates(all.stream().map(Run::perSecond).toList()),
                Spread.ofTimes(all.stream().map(Run::p50Ms).toList()),
                Spread.ofTimes(all.stream().map(Run::p99Ms).toList()),
                all);
        System.err.println(Report.lines(
                title,
                "done     " + load.perSecond.text("%,.0f") + " commands/s",
                "p50      " + load.p50Ms.text("%.1f") + " ms",
                "p99      " + load.p99Ms.text("%.1f") + " ms"));
        return load;
    }

    /// One run; milliseconds.
    public record Run(double perSecond, double p50Ms, double p99Ms, double maxMs) {}

    /// All runs of one kind.
    @JsonPropertyOrder({"per_second", "p50_ms", "p99_ms", "runs"})
    public record Load(Spread perSecond, Spread p50Ms, Spread p99Ms, List<Run> runs) {}

    /// Both kinds.
    @JsonPropertyOrder({"bench", "mix", "at_rate", "at_saturation"})
    public record Figures(String bench, String mix, Load atRate, Load atSaturation) {
        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
