package dev.warfront.territory;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Treasury;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.ClaimRace.Entrant;
import dev.warfront.territory.TerritoryEvent.ClaimLost;
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
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A claim is due: the first to finish owns the land, all others get their money back in the same transaction. Source:
/// docs/rules/territory.md, claims.
@DomainService
public final class FinishClaim implements TimerHandler {
    /// Owned by the territory, refers to the claim.
    public static final TimerKind CLAIM = new TimerKind("CLAIM");

    private static final String RETURNED = "CLAIM_RETURNED";

    private final Clans clans;
    private final Treasury treasury;
    private final Territories territories;
    private final TerritoryStore store;
    private final Claims claims;
    private final Timers timers;
    private final Outbox outbox;
    private final TerritoryRules rules;

    public FinishClaim(
            Clans clans,
            Treasury treasury,
            Territories territories,
            TerritoryStore store,
            Claims claims,
            Timers timers,
            Outbox outbox,
            TerritoryRules rules) {
        this.clans = clans;
        this.treasury = treasury;
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
        return claims.find(new Claim.Id(Objects.requireNonNull(timer.refId(), "a claim's timer names the claim")))
                .filter(claim -> claim.status() == Claim.Status.RUNNING)
                .flatMap(claim -> race(claim.territory(), now));
    }

    /// Clans are locked before land, so the claims are read twice: to know which clans, and to decide.
    private Mono<Void> race(TerritoryId territory, Instant now) {
        return claims.running(territory)
                .map(FinishClaim::claimants)
                .flatMap(clans::lockAll)
                .flatMap(locked -> territories.lock(territory).flatMap(land -> race(land, locked, now)));
    }

    private Mono<Void> race(Territory land, List<Clan> locked, Instant now) {
        return claims.running(land.id())
                .flatMap(running ->
                        entrants(running, locked).map(entrants -> ClaimRace.decide(land, running, entrants, now)))
                .flatMap(race -> store(race, land, now));
    }

    private static Set<ClanId> claimants(List<Claim> running) {
        return running.stream().map(Claim::clan).collect(Collectors.toSet());
    }

    private Mono<Map<ClanId, Entrant>> entrants(List<Claim> running, List<Clan> locked) {
        var known = locked.stream().map(Clan::id).collect(Collectors.toSet());
        if (!known.containsAll(claimants(running))) {
            // Somebody joined in before the land was locked; its clan must be locked first.
            return Mono.error(new StaleWrite("claims"));
        }
        return territories
                .countOwnedByEach(known)
                .map(owned -> locked.stream()
                        .collect(Collectors.toMap(Clan::id, clan -> entrant(clan, owned.getOrDefault(clan.id(), 0)))));
    }

    private Entrant entrant(Clan clan, int owned) {
        return new Entrant(clan.isActive(), owned, rules.territory().at(clan.level()));
    }

    private Mono<Void> store(ClaimRace race, Territory land, Instant now) {
        return Flux.fromIterable(race.losers())
                .concatMap(loser -> giveBack(loser, now))
                .then(Mono.justOrEmpty(race.winner()).flatMap(winner -> award(winner, land, now)));
    }

    private Mono<Void> giveBack(Claim loser, Instant now) {
        return claims.finish(loser)
                .then(treasury.credit(
                        loser.clan(), loser.cost(), RETURNED, loser.id().value()))
                .flatMap(credit -> outbox.append(List.of(lost(loser, credit, now))));
    }

    private static ClaimLost lost(Claim loser, Treasury.Credit credit, Instant now) {
        return new ClaimLost(
                loser.territory(), loser.clan(), loser.id(), loser.status(), credit.kept(), credit.burned(), now);
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
