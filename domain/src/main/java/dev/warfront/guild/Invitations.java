package dev.warfront.guild;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The invitations of the clans; they change only while their clan is locked.
public interface Invitations {
    /// Empty when there is none.
    Mono<Invitation> find(Invitation.Id id);

    /// The PENDING invitation of a player into a clan, expired or not; empty when there is none.
    Mono<Invitation> pending(ClanId clan, PlayerId player);

    /// How many PENDING invitations of a clan expire after an instant.
    Mono<Integer> countPending(ClanId clan, Instant now);

    /// Stores a new one.
    ///
    /// Error: {@link AlreadyTaken} when the player has a PENDING one into the clan.
    Mono<Void> add(Invitation invitation);

    /// Stores the next version.
    ///
    /// Error: {@link StaleWrite} when the stored version is not the one before it.
    Mono<Void> replace(Invitation next);

    /// Revokes all PENDING invitations of a clan.
    Mono<Void> revokeAll(ClanId clan);
}
