package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.WarLand;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to wars. Feed: `war.lifecycle`, keyed by war.
public sealed interface WarEvent extends Event {
    /// The feed that they are published on.
    String FEED = "war.lifecycle";

    WarId war();

    /// A war was declared, and confirmed with it.
    ///
    /// @param territories the land it is about
    /// @param cost credits that the attacker paid
    /// @param preparationAt when PREPARATION is planned to begin
    /// @param activeAt when ACTIVE is
    record Declared(
            WarId war,
            Leads leads,
            WarType type,
            List<TerritoryId> territories,
            long cost,
            PlayerId by,
            Instant occurredAt,
            Instant preparationAt,
            Instant activeAt)
            implements WarEvent {
        public Declared {
            territories = List.copyOf(territories);
        }

        static Declared of(WarTerms terms, Instant preparationAt, Instant activeAt) {
            return new Declared(
                    terms.id(),
                    terms.leads(),
                    terms.type(),
                    terms.targets(),
                    terms.cost(),
                    terms.declaredBy(),
                    terms.declaredAt(),
                    preparationAt,
                    activeAt);
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

        /// Why the war is ENDING; null where it is not.
        public @Nullable EndReason endReason() {
            return to == WarStatus.ENDING ? EndReason.valueOf(reason) : null;
        }
    }

    /// A war is over; its land is settled.
    ///
    /// @param transfers land that changed its owner
    record Ended(
            WarId war,
            EndReason reason,
            WarOutcome outcome,
            @Nullable ClanId winner,
            long attackerScore,
            long defenderScore,
            List<WarLand.Transfer> transfers,
            Instant occurredAt)
            implements WarEvent {
        public Ended {
            transfers = List.copyOf(transfers);
        }

        Ended(War.Ended war, List<WarLand.Transfer> transfers) {
            this(
                    war.id(),
                    war.reason(),
                    war.result().outcome(),
                    war.winner(),
                    war.result().attackerScore(),
                    war.result().defenderScore(),
                    transfers,
                    war.endedAt());
        }
    }
}
