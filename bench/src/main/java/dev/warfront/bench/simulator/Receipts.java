package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Book;
import dev.warfront.bench.book.Entry;
import dev.warfront.bench.wire.EventLog.Place;
import dev.warfront.bench.wire.IngestResult;
import dev.warfront.bench.wire.LogReader;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What became of everything that was sent: the log has it, or the door refused it. Writes the book.
final class Receipts {
    private static final int UNKNOWN = -1;

    private final Book book;
    private final EventMix mix;
    private final AtomicLong refusedAtDoor = new AtomicLong();
    private final AtomicInteger partition = new AtomicInteger(UNKNOWN);

    Receipts(Book book, EventMix mix) {
        this.book = book;
        this.mix = mix;
    }

    /// The log acknowledged a record.
    void taken(Shot shot, Place place) {
        if (!partition.compareAndSet(UNKNOWN, place.partition()) && partition.get() != place.partition()) {
            throw new IllegalStateException(
                    "the log holds one war in partitions %d and %d".formatted(partition.get(), place.partition()));
        }
        book.took(new Entry(place.offset(), place.receivedAt(), content(shot)));
        if (shot instanceof Shot.Genuine(var event)) {
            mix.acknowledged(event);
        }
    }

    /// The ingest answered for an event.
    void answered(Shot shot, IngestResult result) {
        if (result.status().equals("QUEUED")) {
            taken(
                    shot,
                    new Place(
                            Objects.requireNonNull(result.partition(), "partition of a queued event"),
                            Objects.requireNonNull(result.offset(), "offset of a queued event"),
                            Objects.requireNonNull(result.receivedAt(), "received_at of a queued event")));
        } else {
            refusedAtDoor.incrementAndGet();
        }
    }

    /// Completes the book by copies whose acknowledgements were lost.
    void readBack(LogReader log, UUID war) {
        log.read(war, partition.get(), found -> book.alsoTook(found.offset(), found.receivedAt(), found.event()));
    }

    /// Events that the ingest refused and that never reached the log.
    long refusedAtDoor() {
        return refusedAtDoor.get();
    }

    private static Entry.Content content(Shot shot) {
        return switch (shot) {
            case Shot.Genuine(var event) -> new Entry.Content.Genuine(event);
            case Shot.Forged(var event) -> new Entry.Content.Forged(event);
            case Shot.Garbage _ -> new Entry.Content.Garbage();
        };
    }
}
