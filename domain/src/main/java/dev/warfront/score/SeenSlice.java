package dev.warfront.score;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decided events of a stretch of the log, packed, as far as they are needed to find their repeats.
/// Filled once, and not changed afterwards.
public final class SeenSlice {
    static final int WORDS = 3;
    private final Instant lastReceipt;
    private final long[] words;
    private final byte[] results;
    private int size;

    /// A slice that is still to be filled.
    ///
    /// @param eventsMax how many it can hold
    /// @param lastReceipt when the log took the last of them; of each no more is known
    public SeenSlice(int eventsMax, Instant lastReceipt) {
        this.lastReceipt = lastReceipt;
        this.words = new long[WORDS * eventsMax];
        this.results = new byte[eventsMax];
    }

    /// Events in the order of the log, at least one.
    public static SeenSlice of(List<SeenEvent> events) {
        var last = events.stream()
                .map(SeenEvent::appendedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        var slice = new SeenSlice(events.size(), last);
        events.forEach(event -> slice.add(
                event.eventId().getMostSignificantBits(),
                event.eventId().getLeastSignificantBits(),
                event.payloadHash(),
                event.first(),
                event.occurredAt().isAfter(event.appendedAt())));
        return slice;
    }

    /// Adds an event. Those of one slice are in no order.
    ///
    /// @param idMost upper half of its id
    /// @param idLeast lower half of its id
    /// @param first why it was refused; null when it was accepted
    /// @param clockAhead whether its sender dated it after its receipt
    public void add(long idMost, long idLeast, long payloadHash, @Nullable ScoreCode first, boolean clockAhead) {
        results[size] = SeenChunk.result(first, clockAhead);
        words[WORDS * size] = idMost;
        words[WORDS * size + 1] = idLeast;
        words[WORDS * size + 2] = payloadHash;
        size++;
    }

    /// Events.
    public int size() {
        return size;
    }

    /// When the log took the last of them.
    public Instant lastReceipt() {
        return lastReceipt;
    }

    /// Which event that is, from 0.
    public UUID eventId(int index) {
        return new UUID(words[WORDS * index], words[WORDS * index + 1]);
    }

    /// Of its payload.
    public long payloadHash(int index) {
        return words[WORDS * index + 2];
    }

    /// Why the event was refused; null when it was accepted.
    public @Nullable ScoreCode first(int index) {
        return seen(index).code();
    }

    /// What the event came to.
    DeduplicationWindow.Seen seen(int index) {
        return SeenChunk.seen(words[WORDS * index + 2], results[index]);
    }

    /// Whether its sender dated the event after its receipt.
    public boolean clockAhead(int index) {
        return SeenChunk.clockAhead(results[index]);
    }

    void copy(int from, int count, long[] toWords, byte[] toResults, int to) {
        System.arraycopy(words, WORDS * from, toWords, WORDS * to, WORDS * count);
        System.arraycopy(results, from, toResults, to, count);
    }
}
