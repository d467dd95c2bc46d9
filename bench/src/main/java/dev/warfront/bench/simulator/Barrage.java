package dev.warfront.bench.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Spreads one sender's events over ACTIVE, in waves.
final class Barrage implements Runnable {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int BATCH = 100;
    private static final double WAVES = 5;
    private static final double HEIGHT = 0.8;
    /// The last part of ACTIVE is left free, so that every event is in the log before it is over.
    private static final double USED = 0.97;

    private final Sender sender;
    private final EventMix mix;
    private final int events;
    private final Instant from;
    private final Duration length;

    Barrage(Sender sender, EventMix mix, int events, Instant from, Instant until) {
        this.sender = sender;
        this.mix = mix;
        this.events = events;
        this.from = from;
        this.length = Duration.between(from, until);
    }

    /// Returns when all are sent and answered. What an outage held up is sent behind it, until ACTIVE is over.
    @Override
    public void run() {
        var sent = 0;
        while (sent < events && Instant.now().isBefore(from.plus(length))) {
            var due = Math.min(due(), sent + BATCH);
            if (due > sent) {
                sender.send(shots(due - sent));
                sent = due;
            } else {
                Waiting.pause(STEP);
            }
        }
        sender.flush();
    }

    private List<Shot> shots(int count) {
        return new ArrayList<>(Stream.generate(() -> mix.next(sender.ownRecords()))
                .limit(count)
                .toList());
    }

    /// How many should be out by now: the integral of a rate that swings around its mean.
    private int due() {
        var passed = (double) Duration.between(from, Instant.now()).toMillis() / (USED * length.toMillis());
        var part = Math.clamp(passed, 0, 1);
        var turn = 2 * Math.PI * WAVES;
        return (int) Math.round(events * (part - HEIGHT * Math.sin(turn * part) / turn));
    }
}
