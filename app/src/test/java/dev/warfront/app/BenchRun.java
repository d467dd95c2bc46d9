package dev.warfront.app;

import dev.warfront.bench.Bench;
import java.util.Arrays;
import java.util.stream.Stream;

/// One bench, on servers and a program of its own: what `mvn spring-boot:test-run` starts with `bench` and its name.
final class BenchRun {
    private static final String WORD = "bench";

    private BenchRun() {}

    /// Whether one was asked for.
    static boolean isWanted(String... args) {
        return args.length > 1 && args[0].equals(WORD);
    }

    /// Runs it and answers the exit code.
    static int run(String... args) {
        Bench.quieten();
        try (var stage = new BenchStage()) {
            var words = Stream.concat(Arrays.stream(args).skip(1), stage.arguments().stream());
            return Bench.on(stage).execute(words.toArray(String[]::new));
        }
    }
}
