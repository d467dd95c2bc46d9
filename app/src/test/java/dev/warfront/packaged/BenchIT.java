package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.bench.board.Display;
import dev.warfront.bench.book.PointsTable;
import dev.warfront.bench.book.Report;
import dev.warfront.bench.load.IngestBench;
import dev.warfront.bench.load.LatencyBench;
import dev.warfront.bench.load.ReadsBench;
import dev.warfront.bench.simulator.Arena;
import dev.warfront.bench.simulator.Arguments;
import dev.warfront.bench.simulator.Options;
import dev.warfront.bench.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What measures and what judges, held against the packaged program: the benches run, and a book with another rule
/// shows.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchIT {

    private static final Duration ACTIVE = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int EVENTS = 300;

    /// As the rules have it, but for assists.
    private static final PointsTable BENT = new PointsTable(10, 4, 50, 200);

    private final Seed seed = Seed.drawn("BenchIT");

    private final PackagedProgram program = PackagedProgram.named("bench")
            .with("war.phase.active", ACTIVE.toSeconds() + "s")
            .with("war.stream.score-rate-hz", 50)
            .start();

    @AfterAll
    void stop() {
        program.close();
    }

    @Test
    void givenABookWithABentRule_itDoesNotMatch_andTheBenchesRunMeanwhile() {
        var bent = CompletableFuture.supplyAsync(
                () -> new Simulator(options("bent").withPoints(BENT)).run());
        var arena = Arena.open(options("arena"));

        assertThatBenchesRun(arena);

        assertThatTheRuleShows(
                bent.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }

    private void assertThatBenchesRun(Arena arena) {
        var ingest = new IngestBench(arguments(
                        IngestBench.ARGUMENTS,
                        "--events=500",
                        "--runs=1",
                        "--jdbc=" + EmbeddedServers.shared().postgres().jdbcUrl() + "?user=postgres"))
                .run(List.of(arena));
        assertThat(ingest.eventsPerSecond()).isPositive();
        assertThat(ingest.copyRowsPerSecond()).isPositive();
        var latency = new LatencyBench(arguments(LatencyBench.ARGUMENTS, "--rates=200", "--seconds=1", "--runs=1"))
                .run(arena);
        assertThat(latency.rates()).singleElement().satisfies(rate -> {
            assertThat(rate.p50Ms()).isPositive();
            assertThat(rate.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.events()).isEqualTo(200));
        });
        var reads = new ReadsBench(arguments(ReadsBench.ARGUMENTS, "--connections=8", "--seconds=1", "--runs=1"))
                .run(arena);
        assertThat(reads.readsPerSecond()).isPositive();
        assertThat(reads.constantPerSecond()).isPositive();
    }

    /// Points differ, by nothing but the assists; what was counted does not.
    private static void assertThatTheRuleShows(Report told) {
        System.out.println("BenchIT: " + told.line());
        assertThat(told.match()).isFalse();
        assertThat(told.expected().attacker()).isGreaterThan(told.actual().attacker());
        assertThat(told.expected().defender()).isGreaterThan(told.actual().defender());
        assertThat(told.accepted() + told.duplicates() + told.rejected()).isEqualTo(told.eventsSent() + told.derived());
    }

    private Options options(String name) {
        var memory = program.log().resolveSibling("players-" + name + "-" + seed.value() + ".json");
        return Options.of(program.addresses(), program.credentials(), memory)
                .withEvents(EVENTS, seed.value() + name.hashCode())
                .withDisplay(Display.NONE);
    }

    /// As somebody types them.
    private Arguments arguments(Set<String> known, String... more) {
        var at = program.addresses();
        var who = program.credentials();
        var words = new ArrayList<>(List.of(
                "--http=" + at.http(),
                "--rsocket=" + at.rsocketHost() + ":" + at.rsocketPort(),
                "--kafka=" + at.kafka(),
                "--admin=" + who.admin().name() + ":" + who.admin().password(),
                "--server=" + who.server().name() + ":" + who.server().password(),
                "--server-key=" + who.key().hex()));
        words.addAll(List.of(more));
        return new Arguments(words, known);
    }
}
