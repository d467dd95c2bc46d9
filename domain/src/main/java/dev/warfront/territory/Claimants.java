package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Mono;

/// The clans that claim land, and their money. All inside the caller's transaction. Answered by guild.
public interface Claimants {
    /// The clan of a player, locked until the transaction ends; empty when the player is in none.
    Mono<Officer> lockOf(PlayerId player);

    /// The clans, locked by ascending id until the transaction ends; unknown ones are left out.
    Mono<List<Claimant>> lock(Collection<ClanId> clans);

    /// Takes the cost of a claim from the clan's treasury; once per claim.
    ///
    /// @return false when the treasury is below it and nothing was taken
    Mono<Boolean> pay(Claim claim);

    /// Gives the cost of a claim back; once per claim.
    Mono<Void> repay(Claim claim);

    /// A member of a clan.
    ///
    /// @param mayClaim whether its rank carries the right to claim land
    record Officer(Claimant clan, boolean mayClaim) {}
}
