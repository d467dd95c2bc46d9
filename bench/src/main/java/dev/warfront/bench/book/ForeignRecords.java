package dev.warfront.bench.book;

import dev.warfront.bench.wire.EventPlace;
import java.util.Map;
import java.util.TreeMap;

/// Records about the war that others than the simulator put into the log, all of which the program is to reject.
/// Threads may share one.
public final class ForeignRecords {
    private final Map<EventPlace, Entry.Content> placed = new TreeMap<>();
    private final Map<String, Integer> published = new TreeMap<>();

    /// A record under the war's key in the war's partition.
    public synchronized void expect(long offset, String code) {
        placed.put(EventPlace.alone(offset), new Entry.Content.Foreign(code));
    }

    /// A record under the war's key in the war's partition that nobody known has signed: its rejection is published and
    /// stands in no count.
    public synchronized void expectUnsigned(long offset, String code) {
        placed.put(EventPlace.alone(offset), new Entry.Content.Unsigned(code));
    }

    /// A record that names the war, but lies elsewhere: its rejection is published and stands in no count.
    public synchronized void expectUncounted(String code) {
        published.merge(code, 1, Integer::sum);
    }

    /// By place in the war's partition.
    synchronized Map<EventPlace, Entry.Content> placed() {
        return Map.copyOf(placed);
    }

    /// How often each code.
    synchronized Map<String, Integer> uncounted() {
        return Map.copyOf(published);
    }
}
