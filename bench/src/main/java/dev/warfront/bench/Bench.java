package dev.warfront.bench;

import dev.warfront.bench.load.CommandsBench;
import dev.warfront.bench.load.IngestBench;
import dev.warfront.bench.load.LargeWarBench;
import dev.warfront.bench.load.LatencyBench;
import dev.warfront.bench.load.PeerBench;
import dev.warfront.bench.load.ReadsBench;
import dev.warfront.bench.load.StartBench;
import dev.warfront.bench.simulator.SimulateCommand;
import dev.warfront.bench.stage.Stage;
import picocli.CommandLine;

/// What `mvn -pl bench exec:java` starts: one war by the game-server simulator, against a program
/// that runs. The benches start and end their program themselves and need a [Stage].
public final class Bench {
    private static final String LOGGING = "dev/warfront/bench/logging.xml";

    private Bench() {}

    public static void main(String[] args) {
        quieten();
        System.exit(SimulateCommand.run(args));
    }

    /// All benches, to be run on a stage.
    public static CommandLine on(Stage stage) {
        return SimulateCommand.line(
                new IngestBench(stage),
                new PeerBench(),
                new LatencyBench(stage),
                new ReadsBench(stage),
                new CommandsBench(stage),
                new LargeWarBench(stage),
                new StartBench(stage));
    }

    /// Lets nothing but figures and errors be printed; before anybody has logged anything.
    public static void quieten() {
        System.setProperty("logback.configurationFile", LOGGING);
    }
}
