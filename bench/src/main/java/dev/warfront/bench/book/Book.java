package dev.warfront.bench.book;

import dev.warfront.bench.wire.LoggedRecord;
import dev.warfront.bench.wire.ScoreEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// A war's book. It takes down every record that the log acknowledged, in any order and from any thread, is completed
/// from the log, and is closed once: then the rules are applied in the order of the log.
public final class Book {
    private final Map<Long, Entry> entries = new TreeMap<>();
    private final Set<UUID> genuine = new HashSet<>();
    private final Set<UUID> forged = new HashSet<>();
    private final Set<String> garbage = new HashSet<>();

    /// Takes down a record the log has acknowledged.
    public synchronized void acknowledged(Entry entry) {
        entries.put(entry.offset(), entry);
        switch (entry.content()) {
            case Entry.Content.Genuine(var event) -> genuine.add(event.eventId());
            case Entry.Content.Forged(var event) -> forged.add(event.eventId());
            case Entry.Content.Garbage(var text) -> garbage.add(text);
            case Entry.Content.Foreign _, Entry.Content.Derived _, Entry.Content.CutOff _ -> {}
        }
    }

    /// Adds what nobody acknowledged: copies of what was sent again after a lost answer, what the program derived, and
    /// what others are known to have put there. A record that is none of these, or an acknowledged one that the log
    /// does not hold, is an error.
    ///
    /// @param log all records under the war's key in the war's partition, in their order
    public synchronized void complete(List<LoggedRecord> log, ForeignRecords others) {
        var lost = new TreeSet<>(entries.keySet());
        var unknown = new TreeSet<Long>();
        var foreign = others.counted();
        for (var record : log) {
            lost.remove(record.offset());
            if (!entries.containsKey(record.offset())) {
                content(record, foreign)
                        .ifPresentOrElse(
                                content -> entries.put(
                                        record.offset(), new Entry(record.offset(), record.receivedAt(), content)),
                                () -> unknown.add(record.offset()));
            }
        }
        if (!lost.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalStateException(
                    "the log lacks acknowledged records at %s, and has some at %s that nobody sent"
                            .formatted(lost, unknown));
        }
    }

    private Optional<Entry.Content> content(LoggedRecord record, Map<Long, String> foreign) {
        var code = foreign.get(record.offset());
        if (code != null) {
            return Optional.of(new Entry.Content.Foreign(code));
        }
        if (record.derived()) {
            return Optional.of(
                    record.cutOff() ? new Entry.Content.CutOff() : new Entry.Content.Derived(record.eventId()));
        }
        return garbage.contains(record.text())
                ? Optional.of(new Entry.Content.Garbage(record.text()))
                : record.event().flatMap(this::sent);
    }

    private Optional<Entry.Content> sent(ScoreEvent event) {
        if (genuine.contains(event.eventId())) {
            return Optional.of(new Entry.Content.Genuine(event));
        }
        return forged.contains(event.eventId()) ? Optional.of(new Entry.Content.Forged(event)) : Optional.empty();
    }

    /// How many records the log has so far.
    public synchronized int size() {
        return entries.size();
    }

    /// Judges all there is.
    ///
    /// @param captures land that changed hands, by the results of battles
    public synchronized ExpectedTotals close(
            WarContext war, List<Capture> captures, ForeignRecords others, PointsTable points) {
        var judge = new ReferenceScoring(war, points);
        var totals = new ExpectedTotals.Builder(war.cutOff());
        entries.values().forEach(entry -> totals.add(entry.content(), judge.judge(entry)));
        captures.forEach(capture -> totals.add(capture, points));
        others.uncounted().forEach(totals::addUncounted);
        return totals.build();
    }
}
