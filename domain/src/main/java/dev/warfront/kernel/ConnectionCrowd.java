package dev.warfront.kernel;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Function;

/// Connections of which one may have to go, in groups, for example by address: of the group that has most of
/// them, who came first. What they do meanwhile does not count, since whoever wants to stay would do it.
/// Nothing takes more than logarithmic time. Not safe for threads: its owner guards it.
/// Source: docs/adr/0027-strangers-give-way.md.
///
/// @param <C> a connection
/// @param <G> what its group is told by
public final class ConnectionCrowd<C, G> {
    private final Function<C, G> groupOf;
    private final Map<G, SequencedSet<C>> byGroup = new HashMap<>();

    /// Among groups of one size, the one that has had it longest comes first.
    private final NavigableMap<Integer, SequencedSet<G>> bySize = new TreeMap<>();

    private int size;

    /// Nobody, at first.
    ///
    /// @param groupOf a connection's group, the same as long as the connection is here
    public ConnectionCrowd(Function<C, G> groupOf) {
        this.groupOf = groupOf;
    }

    /// All of them.
    public int size() {
        return size;
    }

    /// Those of one group.
    public int countOf(G group) {
        var members = byGroup.get(group);
        return members == null ? 0 : members.size();
    }

    /// Those of the largest group; 0 while there is nobody.
    public int largest() {
        return bySize.isEmpty() ? 0 : bySize.lastKey();
    }

    /// One more, who came last; nothing when it is here already.
    ///
    /// @return whether it was not here
    public boolean add(C connection) {
        var group = groupOf.apply(connection);
        var members = byGroup.computeIfAbsent(group, _ -> new LinkedHashSet<>());
        if (!members.add(connection)) {
            return false;
        }
        resize(group, members.size() - 1, members.size());
        size++;
        return true;
    }

    /// Nothing when it is not here.
    public void remove(C connection) {
        var group = groupOf.apply(connection);
        var members = byGroup.get(group);
        if (members == null || !members.remove(connection)) {
            return;
        }
        resize(group, members.size() + 1, members.size());
        if (members.isEmpty()) {
            byGroup.remove(group);
        }
        size--;
    }

    /// Who goes first of all; only while there is anybody.
    public C first() {
        return firstOf(Objects.requireNonNull(bySize.lastEntry()).getValue().getFirst());
    }

    /// Who goes first of a group; only while it has anybody.
    public C firstOf(G group) {
        return Objects.requireNonNull(byGroup.get(group)).getFirst();
    }

    private void resize(G group, int before, int after) {
        var among = bySize.get(before);
        if (among != null) {
            among.remove(group);
            if (among.isEmpty()) {
                bySize.remove(before);
            }
        }
        if (after > 0) {
            bySize.computeIfAbsent(after, _ -> new LinkedHashSet<>()).add(group);
        }
    }
}
