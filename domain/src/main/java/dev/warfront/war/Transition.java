package dev.warfront.war;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decided change of a war: what it is from now on, and what is told of it. Both are stored together or not at all.
public record Transition<W extends War>(W war, List<WarEvent> events) {
    public Transition {
        events = List.copyOf(events);
    }

    static <W extends War> Transition<W> transition(
            War from, W next, Instant now, Instant effectiveAt, @Nullable Instant deadlineAt, String reason) {
        var event = new WarEvent.PhaseChanged(
                next.id(), from.status(), next.status(), next.epoch(), now, effectiveAt, deadlineAt, reason);
        return new Transition<>(next, List.of(event));
    }

    Transition<W> with(WarEvent event) {
        var all = new ArrayList<>(events);
        all.add(event);
        return new Transition<>(war, all);
    }
}
