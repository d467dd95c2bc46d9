package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How many score events a second go from the topic into the committed ledger, beside the bound: a bare binary COPY of
/// the same rows into a table without an index, in the same run. Needs a war that stays ACTIVE long enough, and the
/// program's database.
@Command(
        name = "ingest",
        description = "Score events a second from the topic into the ledger, beside a bare COPY.",
        sortOptions = false)
public final class IngestBench implements Callable<Integer> {
    private static final String DATABASE = "jdbc:postgresql://127.0.0.1:15432/postgres?user=postgres";
    private static final Duration DELIVERY = Duration.ofMinutes(2);
    private static final Duration COMMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int EVENTS = 200_000;
    private static final int RUNS = 5;

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--runs", paramLabel = "N", description = "behind one to warm up [${DEFAULT-VALUE}]")
    private int runs = RUNS;

    @Option(names = "--wars", paramLabel = "N", description = "side by side [${DEFAULT-VALUE}]")
    private int wars = 1;

    @Option(names = "--jdbc", paramLabel = "URL", description = "the program's database [${DEFAULT-VALUE}]")
    private String jdbc = DATABASE;

    @Override
    public Integer call() {
        System.out.println(run().line());
        return 0;
    }

    /// Opens its own wars, runs all and answers the figures.
    public Figures run() {
        var options = arguments.options();
        return run(Stream.generate(() -> ActiveWar.open(options)).limit(wars).toList());
    }

    /// Runs all in wars that are ACTIVE.
    public Figures run(List<ActiveWar> activeWars) {
        var options = arguments.options();
        var events = arguments.events().orElse(EVENTS);
        var results = new ArrayList<Run>();
        try (var log = new EventLog(options.addresses().kafka(), DELIVERY);
                var ledger = new LedgerCopy(jdbc)) {
            var _ = one(activeWars, log, ledger, options.seed(), Math.max(1, events / 10));
            for (var i = 0; i < runs; i++) {
                results.add(one(activeWars, log, ledger, options.seed(), events));
                System.err.println(String.format(Locale.ROOT, "run %d: %s", i + 1, results.getLast()));
            }
        }
        return Figures.of(activeWars.size(), events, results);
    }

    private static Run one(List<ActiveWar> activeWars, EventLog log, LedgerCopy ledger, long seed, int count) {
        var kills =
                activeWars.stream().map(activeWar -> new Kills(activeWar, seed)).toList();
        var records = new ArrayList<Kills.Signed>(count);
        for (var i = 0; i < count; i++) {
            records.add(kills.get(i % kills.size()).next());
        }
        var before = accepted(activeWars);
        ledger.mark(activeWars);
        var started = System.nanoTime();
        var appended = CompletableFuture.allOf(
                records.stream().map(signed -> signed.append(log)).toArray(CompletableFuture[]::new));
        awaitLedger(activeWars, before + count);
        var took = System.nanoTime() - started;
        var _ = appended.join();
        var copy = ledger.copyAgain();
        return new Run(count * 1e9 / took, copy.rows() * 1e9 / copy.nanos());
    }

    private static void awaitLedger(List<ActiveWar> activeWars, long wanted) {
        var deadline = System.nanoTime() + COMMIT.toNanos();
        while (accepted(activeWars) < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "after %s the ledger has %d of %d events".formatted(COMMIT, accepted(activeWars), wanted));
            }
            Pause.of(POLL);
        }
    }

    private static long accepted(List<ActiveWar> activeWars) {
        return activeWars.stream()
                .mapToLong(activeWar -> activeWar
                        .program()
                        .http()
                        .get("/clan-wars/" + activeWar.war() + "/stats")
                        .path("accepted")
                        .asLong())
                .sum();
    }

    /// One run.
    ///
    /// @param eventsPerSecond from the first append to the last commit
    /// @param copyRowsPerSecond the bound
    public record Run(double eventsPerSecond, double copyRowsPerSecond) {
        /// Which part of the bound was reached.
        public double ratio() {
            return eventsPerSecond / copyRowsPerSecond;
        }
    }

    /// All runs and their medians.
    @JsonPropertyOrder({"bench", "wars", "events", "events_per_second", "copy_rows_per_second", "ratio", "runs"})
    public record Figures(
            String bench,
            int wars,
            int events,
            double eventsPerSecond,
            double copyRowsPerSecond,
            double ratio,
            List<Run> runs) {

        static Figures of(int wars, int events, List<Run> runs) {
            return new Figures(
                    "ingest",
                    wars,
                    events,
                    Median.of(runs.stream().map(Run::eventsPerSecond).toList()),
                    Median.of(runs.stream().map(Run::copyRowsPerSecond).toList()),
                    Median.of(runs.stream().map(Run::ratio).toList()),
                    List.copyOf(runs));
        }

        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
