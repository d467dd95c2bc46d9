package dev.warfront.bench.simulator;

import dev.warfront.bench.board.Display;
import dev.warfront.bench.book.ForeignRecords;
import dev.warfront.bench.book.PointsTable;
import dev.warfront.bench.wire.Addresses;
import java.nio.file.Path;
import java.time.Duration;

/// How one war is to be simulated.
///
/// @param state where clans of earlier wars are remembered, for a world whose land is all owned
public record SimulatorOptions(
        Addresses addresses,
        Credentials credentials,
        Path state,
        Load load,
        Times times,
        Display display,
        Expectations expectations) {

    public static final int EVENTS = 6_000;
    public static final Duration GRACE = Duration.ofSeconds(2);
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What is sent.
    ///
    /// @param events how many score events are sent while the war is ACTIVE
    /// @param seed of everything random in it
    public record Load(int events, long seed, WarEnd end) {}

    /// How long to wait.
    ///
    /// @param grace the program's score grace, after which nothing counts any more
    /// @param patience how long an outage of the program is waited out, and a step of the war beyond its deadline
    public record Times(Duration grace, Duration patience) {}

    /// What the book is to expect.
    ///
    /// @param points its table
    /// @param others what others put into the log meanwhile
    public record Expectations(PointsTable points, ForeignRecords others) {}

    /// A war as the demo fights it.
    public static SimulatorOptions of(Addresses addresses, Credentials credentials, Path state) {
        return new SimulatorOptions(
                addresses,
                credentials,
                state,
                new Load(EVENTS, System.nanoTime(), new WarEnd.Deadline()),
                new Times(GRACE, PATIENCE),
                Display.AUTOMATIC,
                new Expectations(PointsTable.STANDARD, new ForeignRecords()));
    }

    public int events() {
        return load.events();
    }

    public long seed() {
        return load.seed();
    }

    public Duration grace() {
        return times.grace();
    }

    public Duration patience() {
        return times.patience();
    }

    public SimulatorOptions withDisplay(Display other) {
        return new SimulatorOptions(addresses, credentials, state, load, times, other, expectations);
    }

    public SimulatorOptions withEvents(int events, long seed) {
        return with(new Load(events, seed, load.end()));
    }

    public SimulatorOptions endedBy(WarEnd end) {
        return with(new Load(load.events(), load.seed(), end));
    }

    public SimulatorOptions withTimes(Duration grace, Duration patience) {
        return new SimulatorOptions(
                addresses, credentials, state, load, new Times(grace, patience), display, expectations);
    }

    /// With a book that keeps other rules than the program, which must then show.
    public SimulatorOptions withPoints(PointsTable points) {
        return with(new Expectations(points, expectations.others()));
    }

    /// With others who write to the log.
    public SimulatorOptions beside(ForeignRecords others) {
        return with(new Expectations(expectations.points(), others));
    }

    private SimulatorOptions with(Load other) {
        return new SimulatorOptions(addresses, credentials, state, other, times, display, expectations);
    }

    private SimulatorOptions with(Expectations other) {
        return new SimulatorOptions(addresses, credentials, state, load, times, display, other);
    }
}
