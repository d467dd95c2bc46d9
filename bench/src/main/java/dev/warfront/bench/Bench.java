package dev.warfront.bench;

import dev.warfront.bench.load.IngestBench;
import dev.warfront.bench.load.LatencyBench;
import dev.warfront.bench.load.ReadsBench;
import dev.warfront.bench.simulator.Arguments;
import dev.warfront.bench.simulator.Command;
import java.util.Arrays;
import java.util.List;

/// What `mvn -pl bench exec:java` starts. The first word says what: nothing for one war by the game-server simulator,
/// or
/// `ingest`, `latency` or `reads` for a bench, whose last line is its figures as JSON.
public final class Bench {
    private static final String LOGGING = "dev/warfront/bench/logging.xml";

    private Bench() {}

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", LOGGING);
        var name = args.length == 0 || args[0].startsWith("--") ? "" : args[0];
        var rest = Arrays.asList(args).subList(name.isEmpty() ? 0 : 1, args.length);
        switch (name) {
            case "" -> System.exit(Command.run(rest.toArray(String[]::new)));
            case "ingest" ->
                done(new IngestBench(new Arguments(rest, IngestBench.ARGUMENTS))
                        .run()
                        .line());
            case "latency" ->
                done(new LatencyBench(new Arguments(rest, LatencyBench.ARGUMENTS))
                        .run()
                        .line());
            case "reads" ->
                done(new ReadsBench(new Arguments(rest, ReadsBench.ARGUMENTS))
                        .run()
                        .line());
            default -> unknown(name);
        }
    }

    private static void done(String figures) {
        System.out.println(figures);
        System.exit(0);
    }

    private static void unknown(String name) {
        System.err.println("no bench is called " + name + "; there are " + List.of("ingest", "latency", "reads"));
        System.exit(2);
    }
}
