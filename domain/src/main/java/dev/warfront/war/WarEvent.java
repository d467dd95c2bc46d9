package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is told of wars. Feeds: `war.lifecycle`, keyed by war.
public sealed interface WarEvent extends Event {
    /// The feed that they are published on.
    String FEED = "war.lifecycle";

    WarId war();

    /// A war was declared, and confirmed with it.
    ///
    /// @param preparationAt when PREPARATION is planned to begin, as activeAt
    record Declared(WarTerms terms, Instant preparationAt, Instant activeAt) implements WarEvent {
        @Override
        public WarId war() {
            return terms.id();
        }

        @Override
        public Instant occurredAt() {
            return terms.declaredAt();
        }
    }

    /// A war entered its next phase.
    ///
    /// @param changedAt when it was decided
    /// @param effectiveAt since when it holds
    /// @param deadlineAt when the new phase ends by itself; null when it does not
    /// @param reason TIMER, SETTLED or an {@link EndReason}
    record PhaseChanged(
            WarId war,
            WarStatus from,
            WarStatus to,
            int phaseEpoch,
            Instant changedAt,
            Instant effectiveAt,
            @Nullable Instant deadlineAt,
            String reason)
            implements WarEvent {
        @Override
        public Instant occurredAt() {
            return changedAt;
        }
    }

    /// A war is over; its land is settled.
    ///
    /// @param transfers land that changed its owner
    record Ended(
            WarId war,
            EndReason reason,
            Outcome outcome,
            @Nullable ClanId winner,
            long attackerScore,
            long defenderScore,
            List<LandTransfer> transfers,
            Instant occurredAt)
            implements WarEvent {
        public Ended {
            transfers = List.copyOf(transfers);
        }

        Ended(War.Ended war, List<LandTransfer> transfers) {
            this(
                    war.id(),
                    war.reason(),
                    war.decision().outcome(),
                    war.winner(),
                    war.decision().attackerScore(),
                    war.decision().defenderScore(),
                    transfers,
                    war.endedAt());
        }
    }
}
