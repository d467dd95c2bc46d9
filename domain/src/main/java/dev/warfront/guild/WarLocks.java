package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// What the wars of a clan have to do with its membership. All inside the caller's transaction, after the
/// clan's row was locked.
public interface WarLocks {
    /// Whether the clan is in a war that has not ended: its members can neither disband, rename nor
    /// merge it (CLAN_IN_WAR).
    Mono<Boolean> inWar(ClanId clan);

    /// A player became a member: of an ACTIVE war of the clan now a participant, able to score
    /// after its tenure.
    Mono<Void> joined(ClanId clan, PlayerId player, Instant at);

    /// The rank of a member changed: with it the right to fight in ACTIVE wars of the clan may come or go.
    Mono<Void> ranked(ClanId clan, PlayerId player, Instant at);

    /// A membership ended: in every war of the clan the participant is LEFT, or KICKED; what it scored stays.
    Mono<Void> left(ClanId clan, PlayerId player, boolean kicked, Instant at);
}
