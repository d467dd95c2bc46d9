package dev.warfront.bench.book;

import dev.warfront.bench.wire.ScoreEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// A war's book. It takes down every record that the log acknowledged, in any order and from any thread, and is closed
/// once: then the rules are applied in the order of the log.
public final class Book {
    private final Map<Long, Entry> entries = new TreeMap<>();
    private final Set<UUID> ids = new HashSet<>();

    /// Takes down a record the log has.
    public synchronized void took(Entry entry) {
        entries.put(entry.offset(), entry);
        if (entry.content() instanceof Entry.Content.Genuine(var event)) {
            ids.add(event.eventId());
        }
    }

    /// Takes down a copy whose acknowledgement was lost: an event that was sent again may be in the log twice,
    /// and the first may count where the second came too late. What is in the book already, or was never sent,
    /// is passed over.
    public synchronized void alsoTook(long offset, Instant receivedAt, ScoreEvent event) {
        if (ids.contains(event.eventId())) {
            entries.putIfAbsent(offset, new Entry(offset, receivedAt, new Entry.Content.Genuine(event)));
        }
    }

    /// How many records the log has taken so far.
    public synchronized int size() {
        return entries.size();
    }

    /// Judges all there is.
    public synchronized Account close(WarFacts war, List<Capture> captures, PointsTable points) {
        var judge = new Judge(war, points);
        var account = new Account.Builder();
        entries.values().stream().map(judge::judge).forEach(account::add);
        captures.forEach(capture -> account.add(capture, points));
        return account.build();
    }
}
