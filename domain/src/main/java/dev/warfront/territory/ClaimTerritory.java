package dev.warfront.territory;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.guild.Treasury;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.InsufficientFunds;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
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
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// An officer, or a higher rank, claims neutral land for its clan: paid at once, decided by {@link FinishClaim}.
/// Several clans may claim the same land. Source: docs/rules/territory.md, claims.
@UseCase
public final class ClaimTerritory {
    static final String PAID = "CLAIM";

    private final Clans clans;
    private final Treasury treasury;
    private final Territories territories;
    private final Claims claims;
    private final Timers timers;
    private final Transactions transactions;
    private final TerritoryRules rules;
    private final Ids ids;
    private final Clock clock;

    public ClaimTerritory(
            Clans clans,
            Treasury treasury,
            Territories territories,
            Claims claims,
            Timers timers,
            Transactions transactions,
            TerritoryRules rules,
            Ids ids,
            Clock clock) {
        this.clans = clans;
        this.treasury = treasury;
        this.territories = territories;
        this.claims = claims;
        this.timers = timers;
        this.transactions = transactions;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /// Refusals store nothing.
    ///
    /// @param version of the territory, as the player knows it
    public Mono<Result<Claim, TerritoryRefusal>> claim(PlayerId player, TerritoryId territory, long version) {
        return transactions.inTransaction(clans.membershipOf(player)
                .flatMap(seen -> clans.lock(seen.clan()).flatMap(clan -> claimFor(clan, player, territory, version)))
                .defaultIfEmpty(refused(new NotAMember())));
    }

    /// The rank is read again under the lock of the clan: who was demoted a moment ago is refused.
    private Mono<Result<Claim, TerritoryRefusal>> claimFor(
            Clan clan, PlayerId player, TerritoryId territory, long version) {
        return clans.membershipOf(player)
                .filter(member -> member.clan().equals(clan.id()))
                .flatMap(member -> territories
                        .lock(territory)
                        .flatMap(land -> holdings(clan, land)
                                .map(holdings -> decide(member, clan, land, version, holdings, rules))
                                .map(admitted -> admitted.map(cost -> begin(member, land, cost, clock.instant())))
                                .flatMap(decided -> decided.thenDecide(this::pay)))
                        .defaultIfEmpty(refused(new UnknownTerritory())));
    }

    private Mono<Holdings> holdings(Clan clan, Territory land) {
        return claims.running(land.id())
                .flatMap(running -> claims.countRunning(clan.id())
                        .flatMap(claimed -> territories
                                .countOwnedBy(clan.id())
                                .map(owned -> new Holdings(owned, claimed, running))));
    }

    /// What the clan has and wants.
    ///
    /// @param owned territories
    /// @param claimed running claims of the clan, of any land
    /// @param running claims of this land, of any clan
    record Holdings(int owned, int claimed, List<Claim> running) {}

    /// The credits that the claim costs.
    static Result<Long, TerritoryRefusal> decide(
            Member member, Clan clan, Territory land, long version, Holdings holdings, TerritoryRules rules) {
        var cap = rules.territory().at(clan.level());
        var own = holdings.running().stream()
                .filter(claim -> claim.clan().equals(clan.id()))
                .findFirst();
        if (!land.active()) {
            return refused(new UnknownTerritory());
        }
        if (!clan.isActive()) {
            return refused(new ClanNotActive(clan.status()));
        }
        if (!member.rank().isAtLeast(Rank.OFFICER)) {
            return refused(new InsufficientRank(Rank.OFFICER));
        }
        if (land.lockedBy() != null) {
            return refused(new TerritoryLocked(land.lockedBy()));
        }
        if (land.state() != TerritoryState.NEUTRAL) {
            return refused(new NotNeutral(land.state()));
        }
        if (clan.level() < rules.claim().minLevel()) {
            return refused(new ClanLevelTooLow(rules.claim().minLevel()));
        }
        if (own.isPresent()) {
            return refused(new ClaimAlreadyRunning(own.get().id()));
        }
        if (holdings.owned() + holdings.claimed() >= cap) {
            return refused(new CapReached(cap));
        }
        if (land.version() != version) {
            return refused(new VersionMismatch(land.version()));
        }
        return done(rules.claim().costOf(land.type()));
    }

    private Claim begin(Member member, Territory land, long cost, Instant now) {
        return new Claim(
                new Claim.Id(ids.next()),
                land.id(),
                member.clan(),
                member.player(),
                cost,
                now,
                now.plus(rules.claim().duration()),
                Claim.Status.RUNNING);
    }

    private Mono<Result<Claim, TerritoryRefusal>> pay(Claim claim) {
        return treasury.debit(claim.clan(), claim.cost(), PAID, claim.id().value())
                .then(claims.add(claim))
                .then(schedule(claim))
                .thenReturn(Result.<Claim, TerritoryRefusal>done(claim))
                .onErrorResume(
                        InsufficientFunds.class, _ -> Mono.just(refused(new TreasuryInsufficient(claim.cost()))));
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
