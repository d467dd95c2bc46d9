package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// The wars of a clan, as far as its membership goes. All inside the caller's transaction, after the
/// clan's row was locked.
public interface ClanWars {
    /// Whether the clan is in a war that has not ended: then it cannot be disbanded (CLAN_IN_WAR).
    Mono<Boolean> inWar(ClanId clan);

    /// A player became a member: of each ACTIVE war of the clan now a participant, able to score after its
    /// tenure where it has a place.
    ///
    /// @return the ACTIVE wars of the clan, by ascending id; an empty list when there is none
    Mono<List<WarPlace>> joined(ClanId clan, PlayerId player, Instant at);

    /// A new member in a war of its clan.
    ///
    /// @param place whether it is on the roster; false where its side is full, or where it was on the other side
    record WarPlace(WarId war, boolean place) {}

    /// The rank of a member changed: with it the right to fight in ACTIVE wars of the clan may come or go.
    Mono<Void> ranked(ClanId clan, PlayerId player, Instant at);

    /// A membership ended: in every ACTIVE war of the clan the participant is LEFT; what it scored stays.
    Mono<Void> left(ClanId clan, PlayerId player, Instant at);
}
