package dev.warfront.territory;

import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.territory.ClaimOutcome.ClaimStarted;
import dev.warfront.territory.TerritoryRefusal.CapReached;
import dev.warfront.territory.TerritoryRefusal.ClaimAlreadyRunning;
import dev.warfront.territory.TerritoryRefusal.ClanLevelTooLow;
import dev.warfront.territory.TerritoryRefusal.ClanNotActive;
import dev.warfront.territory.TerritoryRefusal.InsufficientRank;
import dev.warfront.territory.TerritoryRefusal.NotAMember;
import dev.warfront.territory.TerritoryRefusal.NotNeutral;
import dev.warfront.territory.TerritoryRefusal.TerritoryLocked;
import dev.warfront.territory.TerritoryRefusal.TreasuryInsufficient;
import dev.warfront.territory.TerritoryRefusal.UnknownTerritory;
import dev.warfront.territory.TerritoryRefusal.VersionMismatch;
import dev.warfront.timer.Timer;
import dev.warfront.timer.Timers;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/// An officer, or a higher rank, claims neutral land for its clan: paid at once, decided by {@link FinishClaim}.
/// Several clans may claim the same land. Source: docs/rules/territory.md, claims.
@UseCase
public final class ClaimTerritory {
    private final Claimants claimants;
    private final Territories territories;
    private final Claims claims;
    private final Timers timers;
    private final Transactions transactions;
    private final ClaimRules claimRules;
    private final TerritoryRules territoryRules;
    private final Ids ids;
    private final Clock clock;

    public ClaimTerritory(
            Claimants claimants,
            Territories territories,
            Claims claims,
            Timers timers,
            Transactions transactions,
            ClaimRules claimRules,
            TerritoryRules territoryRules,
            Ids ids,
            Clock clock) {
        this.claimants = claimants;
        this.territories = territories;
        this.claims = claims;
        this.timers = timers;
        this.transactions = transactions;
        this.claimRules = claimRules;
        this.territoryRules = territoryRules;
        this.ids = ids;
        this.clock = clock;
    }

    /// Refusals store nothing.
    ///
    /// @param version of the territory, as the player knows it
    public Mono<ClaimOutcome> claim(PlayerId player, TerritoryId territory, long version) {
        return transactions.inTransaction(claimants
                .lockOf(player)
                .flatMap(officer -> territories
                        .lock(List.of(territory))
                        .flatMap(land -> land.isEmpty()
                                ? Mono.just(new UnknownTerritory())
                                : decide(player, officer, land.getFirst(), version)))
                .defaultIfEmpty(new NotAMember()));
    }

    private Mono<ClaimOutcome> decide(PlayerId player, Claimants.Officer officer, Territory land, long version) {
        var clan = officer.clan().clan();
        return claims.running(land.id())
                .flatMap(running -> claims.countRunning(clan)
                        .flatMap(claimed -> territories
                                .countOwnedBy(clan)
                                .map(owned ->
                                        decide(player, officer, land, version, new Holdings(owned, claimed, running)))))
                .flatMap(outcome -> outcome instanceof ClaimStarted started ? pay(started) : Mono.just(outcome));
    }

    /// What the clan has and wants.
    ///
    /// @param owned territories
    /// @param claimed running claims of the clan, of any land
    /// @param running claims of this land, of any clan
    record Holdings(int owned, int claimed, List<Claim> running) {}

    private ClaimOutcome decide(
            PlayerId player, Claimants.Officer officer, Territory land, long version, Holdings holdings) {
        var clan = officer.clan();
        var cap = territoryRules.capAt(clan.level());
        var own = holdings.running().stream()
                .filter(claim -> claim.clan().equals(clan.clan()))
                .findFirst();
        if (!land.active()) {
            return new UnknownTerritory();
        }
        if (!clan.active()) {
            return new ClanNotActive();
        }
        if (!officer.mayClaim()) {
            return new InsufficientRank();
        }
        if (land.lockedBy() != null) {
            return new TerritoryLocked(land.lockedBy());
        }
        if (land.state() != TerritoryState.NEUTRAL) {
            return new NotNeutral(land.state());
        }
        if (clan.level() < claimRules.minLevel()) {
            return new ClanLevelTooLow(claimRules.minLevel());
        }
        if (own.isPresent()) {
            return new ClaimAlreadyRunning(own.get().id());
        }
        if (holdings.owned() + holdings.claimed() >= cap) {
            return new CapReached(cap);
        }
        if (land.version() != version) {
            return new VersionMismatch(land.version());
        }
        return new ClaimStarted(begin(player, clan, land));
    }

    private Claim begin(PlayerId player, Claimant clan, Territory land) {
        var now = clock.instant();
        return new Claim(
                new ClaimId(ids.next()),
                land.id(),
                clan.clan(),
                player,
                claimRules.costOf(land.type()),
                now,
                now.plus(claimRules.duration()),
                ClaimStatus.RUNNING);
    }

    private Mono<ClaimOutcome> pay(ClaimStarted started) {
        var claim = started.claim();
        return claimants
                .pay(claim)
                .flatMap(paid -> paid
                        ? claims.add(claim).then(schedule(claim)).thenReturn(started)
                        : Mono.just(new TreasuryInsufficient(claim.cost())));
    }

    /// Owned by the territory, so that the claims of one territory come due in order.
    private Mono<Void> schedule(Claim claim) {
        return timers.schedule(new Timer(
                claim.id().value(),
                FinishClaim.CLAIM,
                claim.territory().value(),
                claim.id().value(),
                null,
                claim.completesAt()));
    }
}
