package dev.warfront.bench.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Sends one sender's events at a rate that rises and falls in waves around its mean.
final class LoadGenerator implements Runnable {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int BATCH = 100;
    private static final double WAVES = 5;
    private static final double HEIGHT = 0.8;

    private final ScoreEventSender sender;
    private final EventMix mix;
    private final int events;
    private final LoadPeriod period;
    private final BooleanSupplier over;

    /// @param events how many in the period
    /// @param over asked between two batches; nothing more is sent then
    LoadGenerator(ScoreEventSender sender, EventMix mix, int events, LoadPeriod period, BooleanSupplier over) {
        this.sender = sender;
        this.mix = mix;
        this.events = events;
        this.period = period;
        this.over = over;
    }

    /// Returns when all are sent and answered. What an outage held up is sent behind it.
    @Override
    public void run() {
        var sent = 0;
        while (!isDone(sent)) {
            var due = Math.min(due(), sent + BATCH);
            if (due > sent) {
                sender.send(records(due - sent));
                sent = due;
            } else {
                Waiting.pause(STEP);
            }
        }
        sender.flush();
    }

    private boolean isDone(int sent) {
        return period.isOpenEnded() ? sent >= events && over.getAsBoolean() : sent >= events || over.getAsBoolean();
    }

    private List<OutgoingRecord> records(int count) {
        return new ArrayList<>(Stream.generate(() -> mix.next(sender.ownRecords()))
                .limit(count)
                .toList());
    }

    /// How many should be out by now: the integral of a rate that swings around its mean.
    private int due() {
        var part = period.part(Instant.now());
        var turn = 2 * Math.PI * WAVES;
        return (int) Math.round(events * (part - HEIGHT * Math.sin(turn * part) / turn));
    }
}
