package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// Who fights in a war. All inside the caller's transaction, which has the war locked; every change raises the number
/// of the war's roster.
public interface Participants {
    /// Records the sides as they stand when ACTIVE begins.
    Mono<Void> enlist(WarId war, List<Entrant> entrants);

    /// A member joined while the war is ACTIVE. Who already took part on this side is ACTIVE again, from the
    /// new instant; who took part on the other side stays there and has changed sides.
    ///
    /// @param sideMax a side that has so many ACTIVE participants takes no more
    Mono<Void> join(WarId war, Entrant entrant, int sideMax);

    /// A membership ended while the war is ACTIVE.
    Mono<Void> leave(WarId war, ClanId clan, PlayerId player, ParticipantStatus status);

    /// Copies what players and clans have collected.
    Mono<Void> tally(WarId war, FinalTotals totals);

    /// One who may fight.
    record Entrant(PlayerId player, ClanId clan, Side side, Instant joinedAt, Instant eligibleFrom) {}
}
