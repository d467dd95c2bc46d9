package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A war of millions of events, all of which may still be repeated: a node that was killed takes it over again, another
/// node takes it over when its own is killed, and it is cut off and ENDED while late events come in and the node is
/// killed
/// once more. Beside it goes a small war.
@Command(
        name = "large-war",
        description = "A war of millions of events is taken over, cut off and ended, with a kill -9 in both.",
        sortOptions = false)
public final class LargeWarBench implements Callable<Integer> {
    private static final long EVENTS = 5_000_000;
    private static final int PER_RECORD = 100;
    private static final int GRACE_S = 30;

    private final Stage stage;

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--size", paramLabel = "N", description = "events of the large war [${DEFAULT-VALUE}]")
    private long size = EVENTS;

    @Option(names = "--per-record", paramLabel = "N", description = "events in a record [${DEFAULT-VALUE}]")
    private int perRecord = PER_RECORD;

    @Option(names = "--late-grace", paramLabel = "SECONDS", description = "after the cut-off [${DEFAULT-VALUE}]")
    private int graceSeconds = GRACE_S;

    @Option(
            names = "--no-comparison",
            description = "the node is not taken over first with next to nothing in the war: a takeover less")
    private boolean isNotCompared;

    @Option(names = "--no-failover", description = "without the takeover by another node")
    private boolean isAlone;

    public LargeWarBench(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var figures = run();
        System.out.println(figures.line());
        return figures.reached() ? 0 : 1;
    }

    /// Opens its own wars, does all of it and answers the figures.
    public Figures run() {
        var settings = Settings.longWars(Map.of("war.score.late-grace", graceSeconds + "s"));
        stage.prepare();
        stage.start(settings);
        try (var run = new LargeWarRun(stage, arguments.options(), settings)) {
            var alone = isNotCompared ? null : alone(run);
            var filled = run.fill(size, perRecord);
            System.err.println(filled.text());
            var takeover = run.takeover();
            System.err.println(takeover.text("taken over with all events"));
            var failover = isAlone ? null : failover(run, size);
            var ending = run.end(Duration.ofSeconds(graceSeconds));
            var figures = new Figures("large-war", alone, filled, takeover, failover, ending);
            System.err.println(figures.text());
            return figures;
        }
    }

    private static Takeover alone(LargeWarRun run) {
        var alone = run.takeover();
        System.err.println(alone.text("taken over with next to nothing in it"));
        return alone;
    }

    private static Failover failover(LargeWarRun run, long size) {
        var failover = run.failover(size);
        System.err.println(failover.text());
        return failover;
    }

    /// A killed node is started again; seconds from the start of its process.
    ///
    /// @param largeS until the large war's partition goes on
    /// @param neighbourS until the small war's partition goes on
    /// @param delayS from then on the longest time of an event of the small war to the ledger
    @JsonPropertyOrder({"large_s", "neighbour_s", "delay_s"})
    public record Takeover(double largeS, double neighbourS, double delayS) {
        String text(String title) {
            return Report.lines(
                    title,
                    "large war goes on after %.2f s, its neighbour after %.2f s".formatted(largeS, neighbourS),
                    "longest delay of the neighbour's events from then on %.3f s".formatted(delayS));
        }
    }

    /// A node that never had the large war takes it over when the node that has it is killed; seconds from the kill.
    ///
    /// @param largeS until the large war's partition goes on
    /// @param drainedS until the ledger has what was in the log by then
    /// @param delayS meanwhile and after it the longest time of an event of the taker's own small war to the ledger
    @JsonPropertyOrder({"large_s", "drained_s", "delay_s"})
    public record Failover(double largeS, double drainedS, double delayS) {
        String text() {
            return Report.lines(
                    "taken over by another node",
                    "large war goes on after %.2f s, and has what waited after %.2f s".formatted(largeS, drainedS),
                    "longest delay of an event of that node's own war %.3f s".formatted(delayS));
        }
    }

    /// The events came by the log, as any do.
    ///
    /// @param seconds from the first to the last, with the sending
    /// @param remembered of them, those beyond the first fifth that the node can tell from repeats
    /// @param before memory with a fifth of them
    /// @param after memory with all
    /// @param shortened whether some had to go for want of room
    @JsonPropertyOrder({"events", "seconds", "remembered", "before", "after", "shortened"})
    public record Filled(
            long events, double seconds, double remembered, Memory before, Memory after, boolean shortened) {
        /// Bytes on the heap for each of those.
        @JsonProperty
        public double bytesPerEvent() {
            return (after.live() - before.live()) * 1_048_576 / remembered;
        }

        String text() {
            return Report.lines(
                    "%,d events in %.0f s".formatted(events, seconds),
                    "heap %.0f MiB with a fifth of them, %.0f MiB with all: %.1f bytes an event"
                            .formatted(before.live(), after.live(), bytesPerEvent()),
                    "resident %.0f MiB, %.0f MiB".formatted(before.resident(), after.resident()),
                    shortened ? "SOME ARE NOT REMEMBERED" : "all of them are remembered");
        }
    }

    /// The war has ENDED.
    ///
    /// @param afterGraceS seconds from the end of the grace; less than none when it ended before
    /// @param readyS seconds from the cut-off until the killed node was ready again
    /// @param late of its rows, those of events that were received after the cut-off
    /// @param memory then
    /// @param consistent whether the stored score is what the ledger adds up to, and the small war is whole
    @JsonPropertyOrder({"after_grace_s", "ready_s", "rows", "late", "consistent", "memory"})
    public record Ending(double afterGraceS, double readyS, long rows, long late, boolean consistent, Memory memory) {}

    /// All of it.
    ///
    /// @param alone null when nothing was compared with it
    /// @param failover null when there was no other node
    @JsonPropertyOrder({"bench", "reached", "alone", "filled", "takeover", "failover", "ending"})
    public record Figures(
            String bench,
            @Nullable Takeover alone,
            Filled filled,
            Takeover takeover,
            @Nullable Failover failover,
            Ending ending) {
        private static final double TAKEOVER_S = 10;
        private static final double NEIGHBOUR_S = 1;
        private static final double ENDED_S = 10;
        private static final double HORIZON_S = 600;
        private static final double BYTES = 36; // 32 of its id, and what else changes on a heap meanwhile

        /// Whether every goal is, as far as is known.
        @JsonProperty
        public boolean reached() {
            var later = later();
            return failover != null
                    && failover.largeS <= TAKEOVER_S
                    && failover.delayS <= NEIGHBOUR_S
                    && !filled.shortened
                    && (later == null || later <= NEIGHBOUR_S)
                    && takeover.delayS <= NEIGHBOUR_S
                    && ending.afterGraceS <= ENDED_S
                    && ending.late > 0
                    && ending.consistent
                    && filled.seconds <= HORIZON_S
                    && filled.bytesPerEvent() <= BYTES;
        }

        /// By how much the neighbour waits longer than beside a war with next to nothing in it, seconds; null when it
        /// was not compared.
        @JsonProperty
        public @Nullable Double later() {
            return alone == null ? null : takeover.neighbourS - alone.neighbourS;
        }

        String text() {
            return Report.lines(
                    "a war of %,d rows, %,d of them late".formatted(ending.rows, ending.late),
                    Report.atMost("inside the horizon: seconds from the first event", filled.seconds, HORIZON_S),
                    "taken over by its own node: %.2f seconds from the start of the process".formatted(takeover.largeS),
                    takenOver(),
                    compared(),
                    Report.atMost("neighbour: longest delay beside it, seconds", takeover.delayS, NEIGHBOUR_S),
                    Report.atMost("ENDED: seconds after the grace", ending.afterGraceS, ENDED_S),
                    Report.atMost("memory: bytes an event", filled.bytesPerEvent(), BYTES),
                    "memory at the end: heap %.0f MiB, resident %.0f MiB"
                            .formatted(ending.memory.live(), ending.memory.resident()),
                    "score and ledger agree: " + (ending.consistent ? "yes" : "NO"));
        }

        private String compared() {
            var later = later();
            return later == null
                    ? "neighbour: not compared"
                    : Report.atMost("neighbour: seconds later than alone", later, NEIGHBOUR_S);
        }

        private String takenOver() {
            return failover == null
                    ? "taken over by another node: not tried"
                    : Report.lines(
                            Report.atMost("taken over by another node: seconds", failover.largeS, TAKEOVER_S),
                            Report.atMost("that node's own war: longest delay, seconds", failover.delayS, NEIGHBOUR_S));
        }

        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
