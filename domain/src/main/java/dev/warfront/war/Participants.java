package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Who fights in a war. All inside the caller's transaction, which has the war locked; every change raises
/// the number of the war's roster.
public interface Participants {
    /// Records the sides as they stand when ACTIVE begins.
    ///
    /// @param from when ACTIVE began
    Mono<Void> enlist(WarId war, List<Entrant> entrants, Instant from);

    /// A member joined while the war is ACTIVE. Who already took part on this side is ACTIVE again, from the
    /// new instant; who took part on the other side stays there and has changed sides.
    ///
    /// @param entrant whether there is a place for it is decided here
    /// @param sideMax a side that has so many ACTIVE participants with a place takes no more: who
    /// joins has none
    /// @return whether it is on the roster now: false without a place, or where it is on the other side
    Mono<Boolean> join(WarId war, Entrant entrant, int sideMax);

    /// A membership ended while the war is ACTIVE.
    Mono<Void> leave(WarId war, ClanId clan, PlayerId player, ParticipantStatus status, Instant at);

    /// The right to fight of an ACTIVE participant of the clan changed. Does nothing where it is as before,
    /// or where the participant has no place.
    ///
    /// @param eligibleFrom null when the right is gone
    Mono<Void> entitle(WarId war, ClanId clan, PlayerId player, @Nullable Instant eligibleFrom, Instant at);

    /// Copies what players and clans have collected.
    Mono<Void> tally(WarId war, FinalTotals totals);

    /// One who is on a side.
    ///
    /// @param eligibleFrom null without the right to fight
    /// @param place whether the side has a place for it; who has none does not fight
    record Entrant(
            PlayerId player,
            ClanId clan,
            Side side,
            Instant joinedAt,
            @Nullable Instant eligibleFrom,
            boolean place) {}
}
