package dev.warfront.bench.simulator;

import dev.warfront.bench.board.Display;
import dev.warfront.bench.book.PointsTable;
import dev.warfront.bench.wire.Addresses;
import java.nio.file.Path;
import java.time.Duration;

/// How one war is to be fought.
///
/// @param events how many score events are sent while the war is ACTIVE
/// @param seed of everything random in it
/// @param grace the program's score grace, after which nothing counts any more
/// @param patience how long an outage of the program is waited out, and a step of the war beyond its deadline
/// @param state where clans of earlier wars are remembered, for a world whose land is all owned
/// @param points the book's table
/// @param answersMayBeLost whether the program is killed meanwhile, so that counts are compared as sums only
public record Options(
        Addresses addresses,
        Credentials credentials,
        int events,
        long seed,
        Duration grace,
        Duration patience,
        Path state,
        Display display,
        PointsTable points,
        boolean answersMayBeLost) {

    public static final int EVENTS = 6_000;
    public static final Duration GRACE = Duration.ofSeconds(2);
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A war as the demo fights it.
    public static Options of(Addresses addresses, Credentials credentials, Path state) {
        return new Options(
                addresses,
                credentials,
                EVENTS,
                System.nanoTime(),
                GRACE,
                PATIENCE,
                state,
                Display.AUTOMATIC,
                PointsTable.STANDARD,
                false);
    }

    public Options withDisplay(Display other) {
        return new Options(
                addresses, credentials, events, seed, grace, patience, state, other, points, answersMayBeLost);
    }

    public Options withEvents(int other, long otherSeed) {
        return new Options(
                addresses, credentials, other, otherSeed, grace, patience, state, display, points, answersMayBeLost);
    }

    public Options withTimes(Duration otherGrace, Duration otherPatience) {
        return new Options(
                addresses,
                credentials,
                events,
                seed,
                otherGrace,
                otherPatience,
                state,
                display,
                points,
                answersMayBeLost);
    }

    /// With a book that keeps other rules than the program, which must then show.
    public Options withPoints(PointsTable other) {
        return new Options(
                addresses, credentials, events, seed, grace, patience, state, display, other, answersMayBeLost);
    }

    /// For a program that is killed and restarted meanwhile.
    public Options losingAnswers() {
        return new Options(addresses, credentials, events, seed, grace, patience, state, display, points, true);
    }
}
