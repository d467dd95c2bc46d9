package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The phase of a war after an entry of its log. Source: docs/rules/war.md, phases.
///
/// @param seq of the entry, as eventType and at
public record WarPhase(
        WarId war,
        long seq,
        String eventType,
        Instant at,
        WarStatus status,
        int epoch,
        Instant startedAt,
        @Nullable Instant deadlineAt,
        @Nullable Instant cutOffAt,
        WarOutcome outcome,
        @Nullable ClanId winner,
        @Nullable EndReason endReason) {
    private static final int FIRST_EPOCH = 1;

    /// After the first entry.
    public static WarPhase first(WarLog.Entry entry) {
        if (!(entry.event() instanceof WarEvent.Declared declared)) {
            throw new IllegalStateException("the log of a war begins with " + entry.type());
        }
        return new WarPhase(
                declared.war(),
                entry.seq(),
                entry.type(),
                entry.at(),
                WarStatus.DECLARED,
                FIRST_EPOCH,
                declared.occurredAt(),
                declared.preparationAt(),
                null,
                WarOutcome.NONE,
                null,
                null);
    }

    /// After the next entry. What another context logged changes no phase.
    public WarPhase after(WarLog.Entry entry) {
        return switch (entry.event()) {
            case WarEvent.PhaseChanged changed -> changed(entry, changed);
            case WarEvent.Ended ended -> ended(entry, ended);
            case WarEvent.Declared _ -> throw new IllegalStateException("war " + war.value() + " is declared twice");
            case null -> same(entry);
        };
    }

    private WarPhase changed(WarLog.Entry entry, WarEvent.PhaseChanged changed) {
        var ending = changed.to() == WarStatus.ENDING;
        return new WarPhase(
                war,
                entry.seq(),
                entry.type(),
                entry.at(),
                changed.to(),
                changed.phaseEpoch(),
                changed.effectiveAt(),
                changed.deadlineAt(),
                ending ? cutOff(changed.effectiveAt()) : cutOffAt,
                outcome,
                winner,
                ending ? changed.endReason() : endReason);
    }

    /// Events count until the planned end at most, however late the phase was left.
    private Instant cutOff(Instant effectiveAt) {
        return status == WarStatus.ACTIVE && deadlineAt != null && deadlineAt.isBefore(effectiveAt)
                ? deadlineAt
                : effectiveAt;
    }

    private WarPhase ended(WarLog.Entry entry, WarEvent.Ended ended) {
        return new WarPhase(
                war,
                entry.seq(),
                entry.type(),
                entry.at(),
                status,
                epoch,
                startedAt,
                deadlineAt,
                cutOffAt,
                ended.outcome(),
                ended.winner(),
                ended.reason());
    }

    private WarPhase same(WarLog.Entry entry) {
        return new WarPhase(
                war,
                entry.seq(),
                entry.type(),
                entry.at(),
                status,
                epoch,
                startedAt,
                deadlineAt,
                cutOffAt,
                outcome,
                winner,
                endReason);
    }

    /// The same entry with all that is stored of the war then.
    public WarPhase with(WarView view) {
        return new WarPhase(
                war,
                seq,
                eventType,
                at,
                view.status(),
                view.phaseEpoch(),
                view.phaseStartedAt(),
                view.phaseDeadlineAt(),
                view.cutOffAt(),
                view.outcome(),
                view.winner(),
                view.endReason());
    }

    /// Nothing follows in the log of a war that is over.
    public boolean isLast() {
        return eventType.equals("war.ended");
    }
}
