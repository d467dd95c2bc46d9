package dev.warfront.guild;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
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

    /// The PENDING invitations of a clan that expire after an instant, a page at a time: what expires last comes first,
    /// so the newest does, since all live equally long.
    Mono<Page<Invitation>> pendingOf(ClanId clan, Instant now, PageRequest page);

    /// The PENDING invitations to a player that expire after an instant, in the order of {@link #pendingOf}.
    Mono<Page<Invitation>> pendingTo(PlayerId player, Instant now, PageRequest page);

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
