package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.board.Display;
import dev.warfront.bench.book.ForeignRecords;
import dev.warfront.bench.book.Report;
import dev.warfront.bench.book.Totals;
import dev.warfront.bench.simulator.Simulator;
import dev.warfront.bench.simulator.SimulatorOptions;
import dev.warfront.bench.simulator.WarEnd;
import dev.warfront.bench.wire.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A war that the simulator fights against a packaged program, from its first player to the comparison with the book,
/// while the test does what it likes with the program.
final class SimulatedWar implements AutoCloseable {

    private static final Duration DECLARED = Duration.ofMinutes(10);

    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final CompletableFuture<Report> report = new CompletableFuture<>();

    private final StoredState truth;

    private final Instant begun = Instant.now();

    private final PackagedProgram program;

    private final Thread simulator;

    private final Duration load;

    private final CompletableFuture<Void> released;

    private final WarEnd end;

    private List<StreamSubscriber> viewers = List.of();

    private SimulatedWar(
            PackagedProgram program, SimulatorOptions options, Duration load, CompletableFuture<Void> released) {
        this.program = program;
        this.truth = StoredState.open(program.servers());
        this.load = load;
        this.released = released;
        this.end = options.load().end();
        simulator = Thread.ofPlatform().name("simulator").daemon().start(() -> {
            try {
                report.complete(new Simulator(options).run());
            } catch (RuntimeException | Error e) {
                report.completeExceptionally(e);
            }
        });
    }

    /// Begins a war that ends by the attacker's surrender, which [#settle] asks for.
    ///
    /// @param load over which the events are spread; they go on at that rate until the war may end
    static SimulatedWar begin(PackagedProgram program, Seed seed, int events, Duration load) {
        return begin(program, seed, events, load, new ForeignRecords());
    }

    /// @param others what the test itself puts into the log
    static SimulatedWar begin(PackagedProgram program, Seed seed, int events, Duration load, ForeignRecords others) {
        var released = new CompletableFuture<Void>();
        var options = options(program, seed, events)
                .endedBy(new WarEnd.Surrender(load, released))
                .beside(others);
        return new SimulatedWar(program, options, load, released);
    }

    /// Begins a war that ends by its deadline.
    ///
    /// @param active how long ACTIVE lasts, as the program is configured
    static SimulatedWar timed(PackagedProgram program, Seed seed, int events, Duration active) {
        return new SimulatedWar(program, options(program, seed, events), active, new CompletableFuture<>());
    }

    private static SimulatorOptions options(PackagedProgram program, Seed seed, int events) {
        return SimulatorOptions.of(program.addresses(), program.credentials(), memory(program, seed))
                .withEvents(events, seed.value())
                .withTimes(SimulatorOptions.GRACE, SETTLED)
                .withDisplay(Display.NONE);
    }

    /// Where the simulator remembers its players.
    static Path memory(PackagedProgram program, Seed seed) {
        return program.log().resolveSibling("players-" + seed.value() + ".json");
    }

    /// Waits for ACTIVE, and has it watched over both transports from then on.
    UUID awaitActive() {
        var war = Await.until(
                        DECLARED, "declaration of the war", () -> hurry(truth.warSince(begun)), id -> id.isPresent())
                .orElseThrow();
        awaitStatus(war, "ACTIVE", DECLARED);
        viewers = List.of(
                StreamSubscriber.of(program.addresses(), Transport.TCP_JSON, war),
                StreamSubscriber.of(program.addresses(), Transport.WEBSOCKET_CBOR, war));
        return war;
    }

    void awaitStatus(UUID war, String status, Duration patience) {
        Await.until(patience, "status " + status, () -> hurry(truth.status(war)), status::equals);
    }

    StoredState truth() {
        return truth;
    }

    /// From now on the war may end: what has to happen in it has happened.
    void release() {
        released.complete(null);
    }

    /// The program is up: waits for the end of it all, and holds it against the book, the ledger and the log.
    Report settle(UUID war) {
        release();
        var report = reported(load.plus(SETTLED));
        assertThat(report.actual()).as(report.line()).isEqualTo(report.expected());
        assertThat(report.match()).as(report.line()).isTrue();
        assertEnded(war, report);
        assertLedger(war);
        assertLog(war);
        assertViews(war);
        return report;
    }

    @Override
    public void close() {
        viewers.forEach(StreamSubscriber::close);
        simulator.interrupt();
        truth.close();
    }

    private void assertEnded(UUID war, Report report) {
        var ended = truth.war(war);
        assertThat(ended.status()).isEqualTo("ENDED");
        assertThat(ended.attackerScore()).isEqualTo(report.expected().attacker());
        assertThat(ended.defenderScore()).isEqualTo(report.expected().defender());
        assertThat(ended.outcome())
                .isEqualTo(end instanceof WarEnd.Surrender ? "DEFENDER_WIN" : outcome(report.expected()));
        assertThat(ended.activeStartedAt()).isNotNull();
        assertThat(ended.cutOffAt()).isNotNull().isEqualTo(report.expected().cutOffAt());
        switch (end) {
            case WarEnd.Deadline _ -> // the stored one, however late somebody was there to act upon it
                assertThat(ended.cutOffAt()).isEqualTo(ended.activeStartedAt().plus(load));
            case WarEnd.Surrender surrender -> {
                var asked = surrender.asked().resultNow();
                assertThat(ended.cutOffAt()).isBetween(asked.from().truncatedTo(ChronoUnit.MILLIS), asked.until());
            }
        }
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
        var facts = EventTopic.eventsOf(program.servers(), war, truth.partition(war));
        var decided = Await.until(
                SETTLED,
                "the last records",
                () -> truth.state(war).read() + truth.unsigned(war),
                last -> last >= facts);
        var state = truth.state(war);
        assertThat(decided).as("records of the war, %s", state).isEqualTo(facts);
        assertThat(state.isFinal()).isTrue();
        assertThat(state.closedSeq()).isEqualTo(state.lastSeq());
    }

    private void assertViews(UUID war) {
        var ended = truth.war(war);
        for (var viewer : viewers) {
            viewer.awaitEnd(SETTLED);
            assertThat(viewer.complaints()).as(viewer.toString()).isEmpty();
            assertThat(List.of(viewer.attacker(), viewer.defender()))
                    .isEqualTo(List.of(ended.attackerScore(), ended.defenderScore()));
        }
    }

    private static String outcome(Totals points) {
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
