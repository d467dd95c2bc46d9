package dev.warfront.bench;

import dev.warfront.bench.load.IngestBench;
import dev.warfront.bench.load.LatencyBench;
import dev.warfront.bench.load.ReadsBench;
import dev.warfront.bench.simulator.SimulateCommand;

/// What `mvn -pl bench exec:java` starts: without a command one war by the game-server simulator, otherwise a bench.
public final class Bench {
    private static final String LOGGING = "dev/warfront/bench/logging.xml";

    private Bench() {}

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", LOGGING);
        System.exit(SimulateCommand.line(new IngestBench(), new LatencyBench(), new ReadsBench())
                .execute(args));
    }
}
