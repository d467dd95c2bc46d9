package dev.warfront.guild;

import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Who belongs to which clan. All inside the caller's transaction; a player is locked before clans are, and members
/// change only while their clan is locked.
public interface Memberships {
    /// Makes everybody else who decides about the player's membership wait until the transaction ends, and answers how
    /// it stands. Also of a player who was never in a clan.
    Mono<MembershipHistory> lock(PlayerId player);

    /// The present member of a clan; empty when the player is not in it.
    Mono<Member> find(ClanId clan, PlayerId player);

    /// Stores a new membership.
    ///
    /// Error: {@link AlreadyTaken} when the player is in a clan, or the clan has a leader and this is another.
    Mono<Void> add(Member member);

    /// Stores the next version of a present membership.
    ///
    /// Error: {@link StaleWrite} when the stored version is not the one before it.
    Mono<Void> replace(Member next);

    /// Ends a present membership.
    ///
    /// Error: {@link StaleWrite} when the stored version is not the member's.
    Mono<Void> remove(Member member, LeaveReason reason, Instant at);
}
