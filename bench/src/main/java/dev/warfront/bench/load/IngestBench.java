package dev.warfront.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.SimulatorArguments;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How many score events a second go from a topic that is filled already into the committed ledger with its totals, and
/// into the feed, beside a bare COPY of the same rows and beside a Kafka Streams program on the same topic.
@Command(
        name = "ingest",
        description = "Score events a second from a filled topic into ledger and feed, beside a bare COPY and a peer.",
        sortOptions = false)
public final class IngestBench implements Callable<Integer> {
    private static final int RUNS = 5;
    private static final int WARS = 4;
    private static final int WINDOW = 300_000;
    private static final int WARM_UP = 600_000;
    private static final int THREADS = 2;
    private static final int COMMIT_MS = 500;

    private final Stage stage;

    @Mixin
    private SimulatorArguments arguments = new SimulatorArguments();

    @Option(names = "--runs", paramLabel = "N", description = "windows of one long run [${DEFAULT-VALUE}]")
    private int runs = RUNS;

    @Option(names = "--window", paramLabel = "N", description = "events in each [${DEFAULT-VALUE}]")
    private long window = WINDOW;

    @Option(names = "--warm-up", paramLabel = "N", description = "events before the first [${DEFAULT-VALUE}]")
    private long warmUp = WARM_UP;

    @Option(names = "--wars", paramLabel = "N", description = "side by side [${DEFAULT-VALUE}]")
    private int wars = WARS;

    @Option(names = "--per-record", paramLabel = "N,N", split = ",", description = "events in a record [100,1]")
    private List<Integer> perRecord = List.of(100, 1);

    @Option(names = "--peer-threads", paramLabel = "N", description = "0: without the peer [${DEFAULT-VALUE}]")
    private int peerThreads = THREADS;

    @Option(names = "--peer-commit", paramLabel = "MS", description = "between its commits [${DEFAULT-VALUE}]")
    private int peerCommitMs = COMMIT_MS;

    public IngestBench(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        System.out.println(run(Map.of()).line());
        return 0;
    }

    /// Opens its own wars, runs all and answers the figures.
    ///
    /// @param settings of the program beside those of the bench
    public Figures run(Map<String, String> settings) {
        var forms = new ArrayList<Form>();
        var run = new IngestRun(
                stage, arguments.options(), new IngestRun.Size(warmUp, window, runs), peerThreads, peerCommitMs);
        var activeWars = List.<ActiveWar>of();
        for (var each : perRecord) {
            stage.start(Settings.longWars(settings));
            if (activeWars.isEmpty()) {
                activeWars = Stream.generate(() -> ActiveWar.open(arguments.options()))
                        .limit(wars)
                        .toList();
            }
            forms.add(run.measure(activeWars, each, Settings.longWars(settings)));
            System.err.println(forms.getLast().text());
        }
        return new Figures("ingest", wars, forms);
    }

    /// One form of the records; events a second.
    ///
    /// @param ledger committed with their totals
    /// @param feed published
    /// @param copy the bound, by as many connections as are faster
    /// @param copyRows in each of its transactions, as in the program's
    /// @param peer empty without it
    @JsonPropertyOrder({"per_record", "ratio_to_copy", "ratio_to_peer", "ledger", "feed", "copy", "peer"})
    public record Form(
            int perRecord,
            long window,
            Spread ledger,
            Spread feed,
            Spread copy,
            int copyConnections,
            int copyRows,
            List<Spread> peer) {
        /// Which part of the bound was reached, by the slower of ledger and feed.
        @JsonProperty
        public double ratioToCopy() {
            return reached() / copy.median();
        }

        /// How many times the peer; nothing without it.
        @JsonProperty
        public List<Double> ratioToPeer() {
            return peer.stream().map(each -> reached() / each.median()).toList();
        }

        private double reached() {
            return Math.min(ledger.median(), feed.median());
        }

        String text() {
            var goal = perRecord == 1 ? 0.6 : 0.8;
            return Report.lines(
                    "%d events a record, windows of %d".formatted(perRecord, window),
                    "ledger   " + ledger.text("%,.0f") + " events/s",
                    "feed     " + feed.text("%,.0f") + " events/s",
                    "copy     %s rows/s, %d connections, %d rows a commit"
                            .formatted(copy.text("%,.0f"), copyConnections, copyRows),
                    Report.atLeast("to copy", ratioToCopy(), goal),
                    peer.isEmpty() ? "no peer" : "peer     " + peer.getFirst().text("%,.0f") + " events/s",
                    peer.isEmpty()
                            ? ""
                            : Report.atLeast("to peer", ratioToPeer().getFirst(), 1.2));
        }
    }

    /// All forms.
    @JsonPropertyOrder({"bench", "wars", "forms"})
    public record Figures(String bench, int wars, List<Form> forms) {
        /// One line of JSON.
        public String line() {
            return Wire.JSON.writeValueAsString(this);
        }
    }
}
