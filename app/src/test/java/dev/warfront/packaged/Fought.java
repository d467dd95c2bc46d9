package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.board.Display;
import dev.warfront.bench.book.Report;
import dev.warfront.bench.simulator.Options;
import dev.warfront.bench.simulator.Simulator;
import dev.warfront.bench.wire.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A war that the simulator fights against a packaged program, from its first player to the comparison with the book,
/// while the test does what it likes with the program.
final class Fought implements AutoCloseable {

    private static final Duration MUSTERED = Duration.ofSeconds(90);

    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final CompletableFuture<Report> report = new CompletableFuture<>();

    private final Truth truth = Truth.open();

    private final Instant begun = Instant.now();

    private final PackagedProgram program;

    private final Thread simulator;

    private final Duration active;

    private List<Viewer> viewers = List.of();

    private Fought(PackagedProgram program, Options options, Duration active) {
        this.program = program;
        this.active = active;
        simulator = Thread.ofPlatform().name("simulator").daemon().start(() -> {
            try {
                report.complete(new Simulator(options).run());
            } catch (RuntimeException | Error e) {
                report.completeExceptionally(e);
            }
        });
    }

    /// Begins it against a program that is ready.
    ///
    /// @param active how long the program was told that ACTIVE lasts
    static Fought begin(PackagedProgram program, Seed seed, int events, Duration active) {
        var options = Options.of(program.addresses(), program.credentials(), memory(program, seed))
                .withEvents(events, seed.value())
                .withDisplay(Display.NONE)
                .losingAnswers();
        return new Fought(program, options, active);
    }

    /// Where the simulator remembers its players.
    static Path memory(PackagedProgram program, Seed seed) {
        return program.log().resolveSibling("players-" + seed.value() + ".json");
    }

    /// Waits for ACTIVE, and has it watched over both transports from then on.
    UUID awaitActive() {
        var war = Await.until(
                        MUSTERED, "declaration of the war", () -> hurry(truth.warSince(begun)), id -> id.isPresent())
                .orElseThrow();
        awaitStatus(war, "ACTIVE", MUSTERED);
        viewers = List.of(
                Viewer.of(program.addresses(), Transport.TCP_JSON, war),
                Viewer.of(program.addresses(), Transport.WEBSOCKET_CBOR, war));
        return war;
    }

    void awaitStatus(UUID war, String status, Duration patience) {
        Await.until(patience, "status " + status, () -> hurry(truth.status(war)), status::equals);
    }

    Truth truth() {
        return truth;
    }

    /// The program is up: waits for the end of it all, and holds it against the book, the ledger and the log.
    Report settle(UUID war) {
        var told = reported(active.plus(SETTLED));
        assertThat(told.match()).as(told.line()).isTrue();
        assertEnded(war, told);
        assertLedger(war);
        assertLog(war);
        assertViews(war);
        return told;
    }

    @Override
    public void close() {
        viewers.forEach(Viewer::close);
        simulator.interrupt();
        truth.close();
    }

    private void assertEnded(UUID war, Report told) {
        var ended = truth.war(war);
        assertThat(ended.status()).isEqualTo("ENDED");
        assertThat(ended.attackerScore()).isEqualTo(told.expected().attacker());
        assertThat(ended.defenderScore()).isEqualTo(told.expected().defender());
        assertThat(ended.outcome()).isEqualTo(outcome(told.expected()));
        assertThat(ended.activeStartedAt()).isNotNull();
        // By its stored deadline, however late somebody was there to act upon it.
        assertThat(ended.cutOffAt()).isEqualTo(ended.activeStartedAt().plus(active));
    }

    private void assertLedger(UUID war) {
        var ledger = truth.ledger(war);
        var ended = truth.war(war);
        assertThat(ledger.ids()).as("event ids").isEqualTo(ledger.rows());
        assertThat(ledger.seqs()).as("numbers without gaps").isEqualTo(ledger.rows());
        assertThat(ledger.lastSeq()).as("numbers without gaps").isEqualTo(ledger.rows());
        assertThat(List.of(ledger.attacker(), ledger.defender()))
                .isEqualTo(List.of(ended.attackerScore(), ended.defenderScore()))
                .isEqualTo(List.of(truth.total(war, "ATTACKER"), truth.total(war, "DEFENDER")));
        assertThat(truth.differences(war)).as("totals unlike their ledger").isZero();
    }

    private void assertLog(UUID war) {
        var facts = EventTopic.factsOf(war);
        var state = Await.until(
                Duration.ofSeconds(20), "the last records", () -> truth.state(war), last -> last.read() >= facts);
        assertThat(state.read()).as("records of the war, %s", state).isEqualTo(facts);
        assertThat(state.isFinal()).isTrue();
        assertThat(state.closedSeq()).isEqualTo(state.lastSeq());
    }

    private void assertViews(UUID war) {
        var ended = truth.war(war);
        for (var viewer : viewers) {
            viewer.awaitEnd(Duration.ofSeconds(30));
            assertThat(viewer.complaints()).as(viewer.toString()).isEmpty();
            assertThat(List.of(viewer.attacker(), viewer.defender()))
                    .isEqualTo(List.of(ended.attackerScore(), ended.defenderScore()));
        }
    }

    private static String outcome(Report.Points points) {
        return points.attacker() > points.defender() ? "ATTACKER_WIN" : "DEFENDER_WIN";
    }

    private Report reported(Duration patience) {
        try {
            return report.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the simulator failed; the program's log ends with:\n" + program.logTail(), e);
        } catch (TimeoutException e) {
            throw new AssertionError("the war is not over; the program's log ends with:\n" + program.logTail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// No need to wait for what a simulator that failed will never do.
    private <T> T hurry(T value) {
        if (report.isCompletedExceptionally()) {
            reported(Duration.ZERO);
        }
        return value;
    }
}
