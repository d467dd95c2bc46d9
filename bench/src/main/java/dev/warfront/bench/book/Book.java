package dev.warfront.bench.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A war's book. It takes down every record that the log acknowledged, in any order and from any thread, and is closed
/// once: then the rules are applied in the order of the log. An event that was sent again because its acknowledgement
/// was lost may be in the log more often than in the book; the points are right all the same, since repeats earn none.
public final class Book {
    private final List<Entry> entries = new ArrayList<>();

    /// Takes down a record the log has.
    public synchronized void took(Entry entry) {
        entries.add(entry);
    }

    /// How many records the log has taken so far.
    public synchronized int size() {
        return entries.size();
    }

    /// Judges all there is.
    public synchronized Account close(WarFacts war, List<Capture> captures, PointsTable points) {
        var judge = new Judge(war, points);
        var account = new Account.Builder();
        entries.stream()
                .sorted(Comparator.comparingLong(Entry::offset))
                .map(judge::judge)
                .forEach(account::add);
        captures.forEach(capture -> account.add(capture, points));
        return account.build();
    }
}
