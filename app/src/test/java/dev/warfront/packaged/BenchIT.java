package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.bench.board.Display;
import dev.warfront.bench.book.PointsTable;
import dev.warfront.bench.book.Report;
import dev.warfront.bench.load.CommandsBench;
import dev.warfront.bench.load.IngestBench;
import dev.warfront.bench.load.LargeWarBench;
import dev.warfront.bench.load.LatencyBench;
import dev.warfront.bench.load.PeerBench;
import dev.warfront.bench.load.ReadsBench;
import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.Credentials;
import dev.warfront.bench.simulator.Simulator;
import dev.warfront.bench.simulator.SimulatorOptions;
import dev.warfront.bench.simulator.WarEnd;
import dev.warfront.testing.Deep;
import dev.warfront.testing.Depth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/// What measures and what judges, held against the packaged program: a large war is taken over and ends, and with
/// `-Ddeep` a book with another rule shows, and latency, reads, commands, peer and ingest run too. On servers
/// of its own, beside other journeys.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // the later ones stop the program
@Execution(ExecutionMode.CONCURRENT)
class BenchIT {

    /// Out of reach: the war ends by surrender.
    private static final Duration ACTIVE = Duration.ofMinutes(30);

    private static final Duration LOAD = Duration.ofSeconds(5);

    private static final int EVENTS = 300;

    private static final int LARGE = Depth.isDeep() ? 2_000_000 : 20_000;

    /// Bytes on the heap for an event that may be repeated: 32 of its id, and what else changes there meanwhile.
    private static final double BYTES_PER_EVENT_MAX = 64;

    /// As the rules have it, but for assists.
    private static final PointsTable BENT = new PointsTable(10, 4, 50, 200);

    private final Seed seed = Seed.drawn("BenchIT");

    private final EmbeddedServers servers = EmbeddedServers.temporary();

    private final PackagedProgram program = PackagedProgram.named("bench", servers)
            .with("war.phase.active", ACTIVE.toSeconds() + "s")
            .with("war.phase.declared", "5s") // in which what was declared is cancelled
            .with("war.declare.per-hour", 1_000)
            .with("war.stream.score-rate-hz", 50)
            .start();

    /// Read while it runs.
    private final Credentials credentials = program.credentials();

    private final PackagedStage stage = new PackagedStage(program);

    @AfterAll
    void stop() {
        program.close();
        servers.close();
    }

    @Test
    @Order(1)
    @Deep
    @Execution(ExecutionMode.SAME_THREAD)
    void givenABookWithABentRule_itDoesNotMatch() {
        var end = new WarEnd.Surrender(LOAD, CompletableFuture.completedFuture(null));

        var report = new Simulator(options("bent").withPoints(BENT).endedBy(end)).run();

        assertThatTheRuleShows(report);
    }

    @Test
    @Order(2)
    @Deep
    @Execution(ExecutionMode.SAME_THREAD)
    void eachBenchRuns() {
        assertThatBenchesRun(ActiveWar.open(options("active-war")));
        assertThatIngestRuns();
    }

    @Test
    @Order(3)
    @Execution(ExecutionMode.SAME_THREAD)
    void givenALargeWar_itIsTakenOver_andEnds() {
        var large = parsed(new LargeWarBench(stage), largeWar()).run();
        System.out.println("BenchIT: " + large.line());
        assertThat(large.ending().consistent()).isTrue();
        assertThat(large.ending().rows()).isGreaterThan(LARGE);
        assertThat(large.ending().late()).isPositive();
        if (Depth.isDeep()) { // else the rest of the heap changes by more than all events take
            assertThat(large.filled().bytesPerEvent()).isLessThan(BYTES_PER_EVENT_MAX);
        }
    }

    private static String[] largeWar() {
        var words = new ArrayList<>(List.of("--size=" + LARGE, "--late-grace=2"));
        if (!Depth.isDeep()) {
            words.addAll(List.of("--no-comparison", "--no-failover"));
        }
        return words.toArray(String[]::new);
    }

    private void assertThatBenchesRun(ActiveWar activeWar) {
        var latency = parsed(new LatencyBench(stage), "--rates=200", "--seconds=1", "--runs=1")
                .run(activeWar);
        assertThat(latency.rates()).singleElement().satisfies(rate -> {
            assertThat(rate.p50Ms().median()).isPositive();
            assertThat(rate.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.events()).isEqualTo(200));
        });
        var reads = parsed(new ReadsBench(stage), "--connections=8", "--seconds=1", "--runs=1", "--only=phase,miss")
                .run(activeWar);
        assertThat(reads.reads()).hasSize(2).allSatisfy(read -> {
            assertThat(read.readsPerSecond().median()).isPositive();
            assertThat(read.boundPerSecond().median()).isPositive();
        });
        var commands = parsed(
                        new CommandsBench(stage),
                        "--runs=1",
                        "--seconds=1",
                        "--rate=10",
                        "--clients=2",
                        "--wars=1",
                        "--pairs=1")
                .run();
        assertThat(List.of(commands.atRate(), commands.atSaturation()))
                .allSatisfy(load -> assertThat(load.perSecond().median()).isPositive());
        var peer = parsed(new PeerBench(), "--warm-up=500", "--window=500", "--peer-threads=1")
                .run();
        assertThat(peer.records().median()).isPositive();
    }

    private void assertThatIngestRuns() {
        var ingest = parsed(
                        new IngestBench(stage),
                        "--per-record=1",
                        "--warm-up=500",
                        "--window=500",
                        "--runs=2",
                        "--wars=1",
                        "--peer-threads=0")
                .run(Map.of("warfront.score.flush-events-max", "50"));
        assertThat(ingest.forms()).singleElement().satisfies(form -> {
            assertThat(form.ledger().median()).isPositive();
            assertThat(form.copy().median()).isPositive();
            assertThat(form.copyRows()).isLessThanOrEqualTo(50);
        });
    }

    /// Points differ, by nothing but the assists; what was counted does not.
    private static void assertThatTheRuleShows(Report report) {
        System.out.println("BenchIT: " + report.line());
        assertThat(report.match()).isFalse();
        assertThat(report.expected().attacker()).isGreaterThan(report.actual().attacker());
        assertThat(report.expected().defender()).isGreaterThan(report.actual().defender());
        assertThat(report.actual())
                .usingRecursiveComparison()
                .ignoringFields("attacker", "defender")
                .isEqualTo(report.expected());
    }

    private SimulatorOptions options(String name) {
        return SimulatorOptions.of(program.addresses(), credentials, memory(name))
                .withEvents(EVENTS, seed.value() + name.hashCode())
                .withDisplay(Display.NONE);
    }

    /// Where the simulator remembers its players.
    private Path memory(String name) {
        return program.log().resolveSibling("players-" + name + "-" + seed.value() + ".json");
    }

    /// As somebody types them.
    private <C> C parsed(C command, String... more) {
        var at = program.addresses();
        var words = new ArrayList<>(List.of(
                "--http=" + at.http(),
                "--rsocket=" + at.rsocketHost() + ":" + at.rsocketPort(),
                "--kafka=" + at.kafka(),
                "--admin=" + credentials.admin().name() + ":"
                        + credentials.admin().password(),
                "--server=" + credentials.server().name() + ":"
                        + credentials.server().password(),
                "--server-key=" + credentials.key().hex(),
                "--state=" + memory("ingest")));
        words.addAll(List.of(more));
        new CommandLine(command).parseArgs(words.toArray(String[]::new));
        return command;
    }
}
