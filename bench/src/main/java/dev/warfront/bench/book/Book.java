package dev.warfront.bench.book;

import dev.warfront.bench.wire.EventPlace;
import dev.warfront.bench.wire.LoggedEvent;
import dev.warfront.bench.wire.ScoreEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// A war's book. It takes down every event that the log acknowledged, in any order and from any thread, is completed
/// from the log, and is closed once: then the rules are applied in the order of the log.
public final class Book {
    private final Map<EventPlace, Entry> entries = new TreeMap<>();
    private final Set<UUID> genuine = new HashSet<>();
    private final Set<UUID> forged = new HashSet<>();
    private final Set<String> garbage = new HashSet<>();

    /// Takes down what the log has acknowledged.
    public synchronized void acknowledged(Entry entry) {
        entries.put(entry.place(), entry);
        switch (entry.content()) {
            case Entry.Content.Genuine(var event) -> genuine.add(event.eventId());
            case Entry.Content.Forged(var event) -> forged.add(event.eventId());
            case Entry.Content.Garbage(var text) -> garbage.add(text);
            case Entry.Content.Foreign _,
                    Entry.Content.Unsigned _,
                    Entry.Content.Derived _,
                    Entry.Content.CutOff _ -> {}
        }
    }

    /// Adds what nobody acknowledged: copies of what was sent again after a lost answer, what the program derived, and
    /// what others are known to have put there. What is none of these, or an acknowledged event that the log
    /// does not hold, is an error.
    ///
    /// @param log all events under the war's key in the war's partition, in their order
    public synchronized void complete(List<LoggedEvent> log, ForeignRecords others) {
        var lost = new TreeSet<>(entries.keySet());
        var unknown = new TreeSet<EventPlace>();
        var foreign = others.placed();
        for (var event : log) {
            lost.remove(event.place());
            if (!entries.containsKey(event.place())) {
                content(event, foreign)
                        .ifPresentOrElse(
                                content -> entries.put(
                                        event.place(), new Entry(event.place(), event.receivedAt(), content)),
                                () -> unknown.add(event.place()));
            }
        }
        if (!lost.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalStateException(
                    "the log lacks acknowledged events at %s, and has some at %s that nobody sent"
                            .formatted(lost, unknown));
        }
    }

    private Optional<Entry.Content> content(LoggedEvent event, Map<EventPlace, Entry.Content> foreign) {
        var known = foreign.get(event.place());
        if (known != null) {
            return Optional.of(known);
        }
        if (event.derived()) {
            return Optional.of(
                    event.cutOff() ? new Entry.Content.CutOff() : new Entry.Content.Derived(event.eventId()));
        }
        return garbage.contains(event.text())
                ? Optional.of(new Entry.Content.Garbage(event.text()))
                : event.event().flatMap(this::sent);
    }

    private Optional<Entry.Content> sent(ScoreEvent event) {
        if (genuine.contains(event.eventId())) {
            return Optional.of(new Entry.Content.Genuine(event));
        }
        return forged.contains(event.eventId()) ? Optional.of(new Entry.Content.Forged(event)) : Optional.empty();
    }

    /// How many events the log has so far.
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
