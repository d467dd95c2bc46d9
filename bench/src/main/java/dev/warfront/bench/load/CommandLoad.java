package dev.warfront.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Commands for some time, at a steady rate or as many as there are clients for. One that fails fails the run.
final class CommandLoad {
    private static final long MICROS = 1_000;
    private static final double MICROS_PER_MS = 1_000.0;

    private final CommandMix mix;
    private final AtomicLong number = new AtomicLong();

    CommandLoad(CommandMix mix) {
        this.mix = mix;
    }

    /// At a steady rate, whatever the answers take: a command's time runs from the moment it was due.
    CommandsBench.Run atRate(int perSecond, Duration length) {
        var times = histogram();
        var count = perSecond * length.toSeconds();
        var step = 1_000_000_000L / perSecond;
        var begin = System.nanoTime();
        var all = new ArrayList<CompletableFuture<Void>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0L; i < count; i++) {
                var due = begin + i * step;
                LockSupport.parkNanos(due - System.nanoTime());
                all.add(CompletableFuture.runAsync(() -> give(due, times), threads));
            }
        }
        all.forEach(CompletableFuture::join);
        return result(times, begin);
    }

    /// As many as some clients give, each the next when it has the answer.
    CommandsBench.Run byClients(int clients, Duration length) {
        var times = histogram();
        var begin = System.nanoTime();
        var end = begin + length.toNanos();
        var all = new ArrayList<CompletableFuture<Void>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < clients; i++) {
                all.add(CompletableFuture.runAsync(() -> giveUntil(end, times), threads));
            }
        }
        all.forEach(CompletableFuture::join);
        return result(times, begin);
    }

    private void giveUntil(long end, Histogram times) {
        while (System.nanoTime() < end) {
            give(System.nanoTime(), times);
        }
    }

    private void give(long due, Histogram times) {
        mix.give(number.getAndIncrement());
        times.recordValue(Math.max(0, (System.nanoTime() - due) / MICROS));
    }

    private CommandsBench.Run result(Histogram times, long begin) {
        var took = System.nanoTime() - begin;
        mix.finish();
        return new CommandsBench.Run(
                times.getTotalCount() * 1e9 / took,
                times.getValueAtPercentile(50) / MICROS_PER_MS,
                times.getValueAtPercentile(99) / MICROS_PER_MS,
                times.getMaxValue() / MICROS_PER_MS);
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
    }
}
