package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.Arena;
import dev.warfront.bench.simulator.Arguments;
import dev.warfront.bench.simulator.Options;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// How many score events a second go from the topic into the committed ledger, beside the bound: a bare binary COPY of
/// the same rows into a table without an index, in the same run. Needs a war that stays ACTIVE long enough, and the
/// program's database.
public final class IngestBench {
    public static final Set<String> ARGUMENTS = Set.of("runs", "wars", "jdbc");

    private static final String DATABASE = "jdbc:postgresql://127.0.0.1:15432/postgres?user=postgres";
    private static final Duration DELIVERY = Duration.ofMinutes(2);
    private static final Duration COMMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int EVENTS = 200_000;
    private static final int RUNS = 5;

    private final Options options;
    private final int events;
    private final int runs;
    private final int wars;
    private final String jdbc;

    public IngestBench(Arguments arguments) {
        this.options = arguments.options();
        this.events = Math.toIntExact(arguments.number("events", EVENTS));
        this.runs = Math.toIntExact(arguments.number("runs", RUNS));
        this.wars = Math.toIntExact(arguments.number("wars", 1));
        this.jdbc = arguments.value("jdbc").orElse(DATABASE);
    }

    /// Opens its own wars, runs all and answers the figures.
    public Figures run() {
        return run(Stream.generate(() -> Arena.open(options)).limit(wars).toList());
    }

    /// Runs all in wars that are ACTIVE.
    public Figures run(List<Arena> arenas) {
        var results = new ArrayList<Run>();
        try (var log = new EventLog(options.addresses().kafka(), DELIVERY);
                var ledger = new LedgerCopy(jdbc)) {
            var _ = one(arenas, log, ledger, Math.max(1, events / 10));
            for (var i = 0; i < runs; i++) {
                results.add(one(arenas, log, ledger, events));
                System.err.println(String.format(Locale.ROOT, "run %d: %s", i + 1, results.getLast()));
            }
        }
        return Figures.of(arenas.size(), events, results);
    }

    private Run one(List<Arena> arenas, EventLog log, LedgerCopy ledger, int count) {
        var kills =
                arenas.stream().map(arena -> new Kills(arena, options.seed())).toList();
        var records = new ArrayList<Kills.Signed>(count);
        for (var i = 0; i < count; i++) {
            records.add(kills.get(i % kills.size()).next());
        }
        var before = accepted(arenas);
        ledger.mark(arenas);
        var started = System.nanoTime();
        var appended = CompletableFuture.allOf(
                records.stream().map(signed -> signed.append(log)).toArray(CompletableFuture[]::new));
        awaitLedger(arenas, before + count);
        var took = System.nanoTime() - started;
        var _ = appended.join();
        var copy = ledger.copyAgain();
        return new Run(count * 1e9 / took, copy.rows() * 1e9 / copy.nanos());
    }

    private static void awaitLedger(List<Arena> arenas, long wanted) {
        var deadline = System.nanoTime() + COMMIT.toNanos();
        while (accepted(arenas) < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "after %s the ledger has %d of %d events".formatted(COMMIT, accepted(arenas), wanted));
            }
            Pause.of(POLL);
        }
    }

    private static long accepted(List<Arena> arenas) {
        return arenas.stream()
                .mapToLong(arena -> arena.program()
                        .http()
                        .get("/clan-wars/" + arena.war() + "/stats")
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
