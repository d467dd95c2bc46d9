package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.Backoff;
import dev.warfront.bench.wire.IngestResult;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Unreachable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Sends batches over one RSocket channel, as fast as the program asks for them. At most eight are unanswered; when the
/// connection is lost, or says nothing for some seconds, they are sent again, in their order, over the next one.
final class RSocketEventSender implements ScoreEventSender {
    private static final int UNANSWERED = 8;
    /// A channel that is begun while its connection dies may never learn of it.
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private final RSocketConnection connection;
    private final Acknowledgements acknowledgements;
    private final Duration patience;
    private final Semaphore places = new Semaphore(UNANSWERED);
    private final Queue<List<OutgoingRecord>> unanswered = new ArrayDeque<>();
    private final AtomicLong answers = new AtomicLong();
    private final Thread runner;
    private Sinks.Many<List<OutgoingRecord>> channel = empty();
    private volatile Sinks.Empty<Void> givenUp = Sinks.empty();
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    RSocketEventSender(RSocketConnection connection, Acknowledgements acknowledgements, Duration patience) {
        this.connection = connection;
        this.acknowledgements = acknowledgements;
        this.patience = patience;
        this.runner = Thread.ofVirtual().name("simulator-channel").start(this::run);
    }

    @Override
    public String title() {
        return "rsocket";
    }

    @Override
    public boolean ownRecords() {
        return false;
    }

    @Override
    public void send(List<OutgoingRecord> records) {
        take(1);
        synchronized (unanswered) {
            unanswered.add(records);
            // Refused only by a channel that is over; the next one begins with all that is unanswered.
            var _ = channel.tryEmitNext(records);
        }
    }

    @Override
    public void flush() {
        take(UNANSWERED);
        places.release(UNANSWERED);
    }

    @Override
    public void close() {
        closed = true;
        synchronized (unanswered) {
            var _ = channel.tryEmitComplete();
        }
        runner.interrupt();
        connection.close();
    }

    private void take(int permits) {
        try {
            var deadline = System.nanoTime() + patience.toNanos();
            while (!places.tryAcquire(permits, SILENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > deadline) {
                    throw failure(new TooSlow(
                            "the score-events channel was not answered for " + patience.toSeconds() + " s"));
                }
                connection.drop();
                givenUp.tryEmitEmpty();
            }
            if (failure != null) {
                throw failure(new TooSlow("the score-events channel is over"));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private RuntimeException failure(RuntimeException otherwise) {
        var known = failure;
        return known == null ? otherwise : known;
    }

    /// Channel after channel. As long as there are answers the patience begins anew.
    private void run() {
        var backoff = new Backoff(patience);
        while (!closed) {
            var before = answers.get();
            try {
                connect();
            } catch (IllegalStateException wrong) {
                fail(wrong);
                return;
            } catch (RuntimeException lost) {
                backoff = answers.get() > before ? new Backoff(patience) : backoff;
                if (!closed && !backoff.pause()) {
                    fail(new Unreachable("the score-events channel is lost", lost));
                    return;
                }
            }
        }
    }

    private void fail(RuntimeException why) {
        failure = why;
        places.release(UNANSWERED);
    }

    /// One channel to its end.
    private void connect() {
        Sinks.Many<List<OutgoingRecord>> fresh = empty();
        Sinks.Empty<Void> end = Sinks.empty();
        givenUp = end;
        synchronized (unanswered) {
            unanswered.forEach(fresh::tryEmitNext);
            channel = fresh;
        }
        var _ = connection
                .ingest(fresh.asFlux().map(HttpEventSender::batch))
                .takeUntilOther(end.asMono())
                .publishOn(Schedulers.boundedElastic(), UNANSWERED)
                .doOnNext(this::answered)
                .blockLast();
    }

    private void answered(IngestResult.Batch answer) {
        List<OutgoingRecord> records;
        synchronized (unanswered) {
            records = unanswered.remove();
        }
        HttpEventSender.settle(records, answer, acknowledgements);
        answers.incrementAndGet();
        places.release();
    }

    private static Sinks.Many<List<OutgoingRecord>> empty() {
        return Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(2 * UNANSWERED));
    }
}
