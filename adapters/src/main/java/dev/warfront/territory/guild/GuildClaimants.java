package dev.warfront.territory.guild;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Rank;
import dev.warfront.guild.Treasury;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import dev.warfront.kernel.PlayerId;
import dev.warfront.territory.Claim;
import dev.warfront.territory.Claimant;
import dev.warfront.territory.Claimants;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Officers and higher ranks claim land; the clan's treasury pays.
@Component
final class GuildClaimants implements Claimants {
    private static final String PAID = "CLAIM";
    private static final String REPAID = "CLAIM_RETURNED";

    private final Clans clans;
    private final Treasury treasury;

    GuildClaimants(Clans clans, Treasury treasury) {
        this.clans = clans;
        this.treasury = treasury;
    }

    /// The membership is read again under the clan's lock, where ranks cannot change.
    @Override
    public Mono<Officer> lockOf(PlayerId player) {
        return clans.membershipOf(player)
                .flatMap(seen -> clans.lock(seen.clan())
                        .flatMap(locked -> clans.membershipOf(player)
                                .filter(member -> member.clan().equals(seen.clan()))
                                .map(member -> new Officer(
                                        claimant(locked), member.rank().isAtLeast(Rank.OFFICER)))));
    }

    @Override
    public Mono<List<Claimant>> lock(Collection<ClanId> ids) {
        return clans.lockAll(ids)
                .map(locked -> locked.stream().map(GuildClaimants::claimant).toList());
    }

    @Override
    public Mono<Boolean> pay(Claim claim) {
        return treasury.debit(claim.clan(), claim.cost(), PAID, claim.id().value())
                .thenReturn(true)
                .onErrorResume(InsufficientFunds.class, _ -> Mono.just(false));
    }

    @Override
    public Mono<Void> repay(Claim claim) {
        return treasury.credit(claim.clan(), claim.cost(), REPAID, claim.id().value());
    }

    private static Claimant claimant(Clan clan) {
        return new Claimant(clan.id(), clan.isActive(), clan.level());
    }
}
