package dev.warfront.war;

import dev.warfront.kernel.Side;
import dev.warfront.territory.WarLand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decided change of a war: what it is from now on, and its events. Both are stored together or not at all.
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

    /// Into ENDING, for whatever reason.
    ///
    /// @param awarded who wins whatever the points say; null when they decide, or nobody can win
    static Transition<War.Ending> ending(
            War from, EndReason reason, @Nullable Side awarded, Instant effectiveAt, Instant cutOffAt, Instant now) {
        var next = new War.Ending(
                from.terms(),
                from.epoch() + 1,
                from.version() + 1,
                from.history().ending(effectiveAt),
                effectiveAt,
                cutOffAt,
                reason,
                awarded,
                null);
        return transition(from, next, now, effectiveAt, null, reason.name());
    }

    /// T8.
    static Transition<War.Ended> cancelled(War from, Instant now) {
        return ended(from, EndReason.CANCELLED, WarResult.NOTHING, null, List.of(), now, "CANCELLED");
    }

    /// T11.
    static Transition<War.Ended> settled(
            War.Ending from, WarResult result, List<WarLand.Transfer> transfers, Instant now) {
        return ended(from, from.reason(), result, from.cutOffAt(), transfers, now, "SETTLED");
    }

    private static Transition<War.Ended> ended(
            War from,
            EndReason reason,
            WarResult result,
            @Nullable Instant cutOffAt,
            List<WarLand.Transfer> transfers,
            Instant now,
            String why) {
        var next = new War.Ended(
                from.terms(), from.epoch() + 1, from.version() + 1, from.history(), now, cutOffAt, reason, result);
        return transition(from, next, now, now, null, why).with(new WarEvent.Ended(next, transfers));
    }

    Transition<W> with(WarEvent event) {
        var all = new ArrayList<>(events);
        all.add(event);
        return new Transition<>(war, all);
    }
}
