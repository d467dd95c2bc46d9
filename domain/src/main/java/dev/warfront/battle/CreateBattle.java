package dev.warfront.battle;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.war.ContestedLands;
import dev.warfront.war.War;
import dev.warfront.war.WarLog;
import dev.warfront.war.Wars;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/// An officer of either lead clan calls for a battle over contested land.
@UseCase
public final class CreateBattle {
    private final Wars wars;
    private final Clans clans;
    private final ContestedLands contested;
    private final Territories territories;
    private final Battles battles;
    private final BattleEvents events;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    public CreateBattle(
            Wars wars,
            Clans clans,
            ContestedLands contested,
            Territories territories,
            Battles battles,
            WarLog log,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.wars = wars;
        this.clans = clans;
        this.contested = contested;
        this.territories = territories;
        this.battles = battles;
        this.events = new BattleEvents(log, outbox);
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// The outcome; when refused nothing was written.
    public Mono<Creation> create(PlayerId by, WarId id, TerritoryId territory) {
        return transactions.inTransaction(Mono.defer(() -> wars.find(id))
                .flatMap(war -> clans.membershipOf(by)
                        .flatMap(member -> admit(war, member, territory))
                        .defaultIfEmpty(new Creation.NotLeadClan(id)))
                .defaultIfEmpty(new Creation.UnknownWar(id)));
    }

    private Mono<Creation> admit(War seen, Member member, TerritoryId territory) {
        if (seen.leads().sideOf(member.clan()).isEmpty()) {
            return Mono.just(new Creation.NotLeadClan(seen.id()));
        }
        if (!member.rank().isAtLeast(Rank.OFFICER)) {
            return Mono.just(new Creation.InsufficientRank(seen.id()));
        }
        return wars.lock(seen.id())
                .flatMap(war -> war instanceof War.Active active && active.isFoughtAt(clock.instant())
                        ? contested(active, territory)
                        : Mono.just(new Creation.WarNotActive(war.status())));
    }

    private Mono<Creation> contested(War.Active war, TerritoryId id) {
        return contested
                .find(war.id(), id)
                .flatMap(land -> territories
                        .find(id)
                        .flatMap(territory -> battles.anyOpenOn(id)
                                .flatMap(busy -> busy
                                        ? Mono.just(new Creation.TerritoryBusy(id))
                                        : battles.loadOf(war.id())
                                                .flatMap(load -> schedule(war, land.holderSide(), territory, load)))))
                .defaultIfEmpty(new Creation.NotContested(id));
    }

    private Mono<Creation> schedule(War.Active war, Side holder, Territory territory, Battles.Load load) {
        var rules = war.rules().section(BattleRules.class);
        if (load.war() >= rules.maxPerWar()) {
            return Mono.just(new Creation.WarFull(rules.maxPerWar()));
        }
        if (load.world() >= rules.maxGlobal()) {
            return Mono.just(new Creation.WorldFull(rules.maxGlobal()));
        }
        var site = new Site(new BattleId(ids.next()), war.id(), territory.id(), territory.type(), clock.instant());
        var battle = new Battle.Created(site, 1, holder);
        return battles.create(battle)
                .then(events.append(war.id(), List.of(scheduled(site, territory, rules))))
                .thenReturn(new Creation.Accepted(battle));
    }

    private static BattleEvent scheduled(Site site, Territory territory, BattleRules rules) {
        return switch (site.type()) {
            case TERRITORY_BATTLE ->
                new BattleEvent.Scheduled(
                        site, territory.location(), rules.resourceRadiusM(), rules.resourceMaxPerSide());
            case SIEGE ->
                new BattleEvent.Scheduled(site, territory.location(), rules.siegeRadiusM(), rules.siegeMaxPerSide());
        };
    }
}
