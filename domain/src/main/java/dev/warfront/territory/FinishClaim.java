package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.ClaimRace.Entrant;
import dev.warfront.territory.TerritoryEvent.TerritoryClaimed;
import dev.warfront.territory.TerritoryEvent.TerritoryTransferred;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A claim is due: the first to finish owns the land, all others get their money back in the same transaction. Source:
/// docs/rules/territory.md, claims.
@UseCase
public final class FinishClaim implements TimerHandler {
    /// Owned by the territory, refers to the claim.
    public static final TimerKind CLAIM = new TimerKind("CLAIM");

    private final Claimants claimants;
    private final Territories territories;
    private final TerritoryStore store;
    private final Claims claims;
    private final Timers timers;
    private final Outbox outbox;
    private final TerritoryRules rules;

    public FinishClaim(
            Claimants claimants,
            Territories territories,
            TerritoryStore store,
            Claims claims,
            Timers timers,
            Outbox outbox,
            TerritoryRules rules) {
        this.claimants = claimants;
        this.territories = territories;
        this.store = store;
        this.claims = claims;
        this.timers = timers;
        this.outbox = outbox;
        this.rules = rules;
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(CLAIM);
    }

    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        return claims.find(new ClaimId(Objects.requireNonNull(timer.refId(), "a claim's timer names the claim")))
                .filter(claim -> claim.status() == ClaimStatus.RUNNING)
                .flatMap(claim -> race(claim.territory(), now));
    }

    /// Clans are locked before land, so the claims are read twice: to know which clans, and to decide.
    private Mono<Void> race(TerritoryId territory, Instant now) {
        return claims.running(territory)
                .map(running -> running.stream().map(Claim::clan).toList())
                .flatMap(claimants::lock)
                .flatMap(clans -> territories
                        .lock(List.of(territory))
                        .flatMap(land -> claims.running(territory)
                                .flatMap(running -> entrants(running, clans)
                                        .map(entrants -> ClaimRace.decide(land.getFirst(), running, entrants, now)))
                                .flatMap(race -> store(race, land.getFirst(), now))));
    }

    private Mono<Map<ClanId, Entrant>> entrants(List<Claim> running, List<Claimant> clans) {
        var known = clans.stream().map(Claimant::clan).toList();
        return running.stream().map(Claim::clan).allMatch(known::contains)
                ? Flux.fromIterable(clans)
                        .concatMap(clan -> territories
                                .countOwnedBy(clan.clan())
                                .map(owned -> Map.entry(
                                        clan.clan(), new Entrant(clan.active(), owned, rules.capAt(clan.level())))))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                // Somebody joined in before the land was locked; its clan must be locked first.
                : Mono.error(new StaleWrite("claims"));
    }

    private Mono<Void> store(ClaimRace race, Territory land, Instant now) {
        return Flux.fromIterable(race.losers())
                .concatMap(loser -> claims.finish(loser).then(claimants.repay(loser)))
                .then(Mono.justOrEmpty(race.winner()).flatMap(winner -> award(winner, land, now)));
    }

    private Mono<Void> award(Claim winner, Territory land, Instant now) {
        var owned = land.claimedBy(winner.clan(), now);
        return claims.finish(winner)
                .then(store.pass(
                        owned, OwnershipPeriod.Reason.CLAIM, winner.id().value(), now))
                .then(timers.cancel(CLAIM, land.id().value()))
                .then(outbox.append(List.of(
                        new TerritoryClaimed(
                                land.id(), winner.clan(), winner.id(), winner.cost(), owned.version(), now),
                        new TerritoryTransferred(land.id(), null, null, winner.clan(), now))));
    }
}
