package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Book;
import dev.warfront.bench.book.Entry;
import dev.warfront.bench.wire.EventLog.Place;
import dev.warfront.bench.wire.EventPlace;
import dev.warfront.bench.wire.IngestResult;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What became of everything that was sent: the log has it, or the ingest refused it. Writes the book.
final class Acknowledgements {
    private static final int UNKNOWN = -1;

    private final Book book;
    private final EventMix mix;
    private final AtomicLong refusedAtIngest = new AtomicLong();
    private final AtomicInteger partition = new AtomicInteger(UNKNOWN);

    Acknowledgements(Book book, EventMix mix) {
        this.book = book;
        this.mix = mix;
    }

    /// The log acknowledged an event.
    void logged(OutgoingRecord record, Place place) {
        if (!partition.compareAndSet(UNKNOWN, place.partition()) && partition.get() != place.partition()) {
            throw new IllegalStateException(
                    "the log holds one war in partitions %d and %d".formatted(partition.get(), place.partition()));
        }
        book.acknowledged(new Entry(place.event(), place.receivedAt(), content(record)));
        if (record instanceof OutgoingRecord.Genuine(var event)) {
            mix.acknowledged(event);
        }
    }

    /// The ingest answered for an event.
    void answered(OutgoingRecord record, IngestResult result) {
        if (result.status().equals("QUEUED")) {
            logged(
                    record,
                    new Place(
                            Objects.requireNonNull(result.partition(), "partition of a queued event"),
                            new EventPlace(
                                    Objects.requireNonNull(result.offset(), "offset of a queued event"),
                                    Objects.requireNonNull(result.index(), "index of a queued event")),
                            Objects.requireNonNull(result.receivedAt(), "received_at of a queued event")));
        } else {
            refusedAtIngest.incrementAndGet();
        }
    }

    /// Where the log keeps the war.
    int partition() {
        if (partition.get() == UNKNOWN) {
            throw new IllegalStateException("the log has acknowledged nothing");
        }
        return partition.get();
    }

    /// Events that the ingest refused and that never reached the log.
    long refusedAtIngest() {
        return refusedAtIngest.get();
    }

    private static Entry.Content content(OutgoingRecord record) {
        return switch (record) {
            case OutgoingRecord.Genuine(var event) -> new Entry.Content.Genuine(event);
            case OutgoingRecord.Forged(var event) -> new Entry.Content.Forged(event);
            case OutgoingRecord.Garbage(var text) -> new Entry.Content.Garbage(text);
        };
    }
}
