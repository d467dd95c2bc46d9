package dev.warfront.kernel.http;

import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.http.ConnectionPlaces.Place;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeMap;

/// Connections of which one may have to go: of the address that has most of them, who came first. What they do
/// meanwhile does not count, since whoever wants to stay would do it. Guarded by its owner.
final class ConnectionCrowd {
    private final Map<SourceAddress, SequencedSet<Place>> byAddress = new HashMap<>();

    /// Among those that have as many, the one that has had them longest comes first.
    private final NavigableMap<Integer, SequencedSet<SourceAddress>> byCount = new TreeMap<>();

    private int size;

    int size() {
        return size;
    }

    int countOf(SourceAddress address) {
        var places = byAddress.get(address);
        return places == null ? 0 : places.size();
    }

    void add(Place place) {
        var places = byAddress.computeIfAbsent(place.from(), _ -> new LinkedHashSet<>());
        recount(place.from(), places.size(), places.size() + 1);
        places.add(place);
        size++;
    }

    /// One that was added.
    void remove(Place place) {
        var places = Objects.requireNonNull(byAddress.get(place.from()));
        recount(place.from(), places.size(), places.size() - 1);
        places.remove(place);
        if (places.isEmpty()) {
            byAddress.remove(place.from());
        }
        size--;
    }

    /// Who goes first; only while there is anybody.
    Place first() {
        var largest = Objects.requireNonNull(byCount.lastEntry()).getValue().getFirst();
        return Objects.requireNonNull(byAddress.get(largest)).getFirst();
    }

    private void recount(SourceAddress address, int before, int after) {
        var among = byCount.get(before);
        if (among != null) {
            among.remove(address);
            if (among.isEmpty()) {
                byCount.remove(before);
            }
        }
        if (after > 0) {
            byCount.computeIfAbsent(after, _ -> new LinkedHashSet<>()).add(address);
        }
    }
}
