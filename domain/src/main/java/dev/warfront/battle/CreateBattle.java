package dev.warfront.battle;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.battle.BattleRefusal.Banned;
import dev.warfront.battle.BattleRefusal.CaptureLocked;
import dev.warfront.battle.BattleRefusal.HoldsTerritory;
import dev.warfront.battle.BattleRefusal.HostNotSupported;
import dev.warfront.battle.BattleRefusal.InsufficientRank;
import dev.warfront.battle.BattleRefusal.NotContested;
import dev.warfront.battle.BattleRefusal.NotLeadClan;
import dev.warfront.battle.BattleRefusal.TerritoryBusy;
import dev.warfront.battle.BattleRefusal.UnknownServer;
import dev.warfront.battle.BattleRefusal.UnknownWar;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.Sanctions;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.ContestedLands;
import dev.warfront.war.Leads;
import dev.warfront.war.War;
import dev.warfront.war.WarEvents;
import dev.warfront.war.Wars;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// An officer of the lead clan of the side that does not hold contested land calls for a battle over it.
@UseCase
public final class CreateBattle {
    private final Wars wars;
    private final Clans clans;
    private final Sanctions sanctions;
    private final ContestedLands contested;
    private final Territories territories;
    private final GameServers servers;
    private final Battles battles;
    private final AbandonedBattles abandoned;
    private final WarEvents events;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    public CreateBattle(
            Wars wars,
            Clans clans,
            Sanctions sanctions,
            ContestedLands contested,
            Territories territories,
            GameServers servers,
            Battles battles,
            AbandonedBattles abandoned,
            WarEvents events,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.wars = wars;
        this.clans = clans;
        this.sanctions = sanctions;
        this.contested = contested;
        this.territories = territories;
        this.servers = servers;
        this.battles = battles;
        this.abandoned = abandoned;
        this.events = events;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// The battle; when refused nothing was written.
    ///
    /// Who has no right is refused before anything is locked; of others the right is read again under the locks.
    public Mono<Result<Battle.Created, BattleRefusal>> create(Command command) {
        return transactions.inTransaction(wars.find(command.war())
                .flatMap(war -> clans.membershipOf(command.by())
                        .singleOptional()
                        .map(member -> right(command.war(), war.leads(), member)))
                .flatMap(right -> right.thenDecide(_ -> createUnlessBanned(command)))
                .defaultIfEmpty(refused(new UnknownWar(command.war()))));
    }

    /// The account is asked before the war is locked, and no ban comes until the end.
    private Mono<Result<Battle.Created, BattleRefusal>> createUnlessBanned(Command command) {
        return sanctions
                .warBan(command.by())
                .map(ban -> Result.<Battle.Created, BattleRefusal>refused(new Banned(ban.until())))
                .switchIfEmpty(Mono.defer(() -> createLocked(command)));
    }

    private Mono<Result<Battle.Created, BattleRefusal>> createLocked(Command command) {
        return host(command)
                .flatMap(host -> wars.lock(command.war()).flatMap(war -> situation(command, war, host)))
                .flatMap(seen -> decide(command, seen, new BattleId(ids.next()), clock.instant())
                        .whenDone(battle -> store(battle, BattleLimits.rules(seen.war()))));
    }

    /// Locked, so that a server is not revoked while a battle is given to it. Before the war: accounts come first.
    private Mono<Optional<GameServer>> host(Command command) {
        return command.server() == null
                ? Mono.just(Optional.empty())
                : servers.lockShared(new PlayerId(command.server())).singleOptional();
    }

    private Mono<Situation> situation(Command command, War war, Optional<GameServer> host) {
        var territory = command.territory();
        return clans.membershipOf(command.by())
                .singleOptional()
                .flatMap(member -> battles.loadOf(war.id())
                        .flatMap(load ->
                                field(war, territory).map(field -> new Situation(war, host, member, load, field))));
    }

    private Mono<Field> field(War war, TerritoryId id) {
        return contested
                .find(war.id(), id)
                .singleOptional()
                .flatMap(held -> territories
                        .find(id)
                        .singleOptional()
                        .flatMap(land -> battles.anyOpenOn(id).map(busy -> new Field(held, land, busy))));
    }

    private static Result<Battle.Created, BattleRefusal> decide(
            Command command, Situation seen, BattleId id, Instant now) {
        return right(command.war(), seen.war().leads(), seen.member())
                .flatMap(side -> host(command, seen).map(_ -> side))
                .flatMap(side -> BattleLimits.fought(seen.war(), now)
                        .flatMap(war -> assaulted(command, seen, side)
                                .flatMap(held -> land(command, seen)
                                        .flatMap(land -> winnable(held, land, BattleLimits.rules(war), now))
                                        .flatMap(land -> BattleLimits.place(seen.load(), BattleLimits.rules(war))
                                                .map(_ -> BattleTerms.over(
                                                        land, id, war.id(), BattleLimits.rules(war), now)))
                                        .map(terms ->
                                                new Battle.Created(terms, 1, held.holderSide(), command.server())))));
    }

    /// The side for which the member may call for battles.
    private static Result<Side, BattleRefusal> right(WarId war, Leads leads, Optional<Member> member) {
        var side = member.flatMap(one -> leads.sideOf(one.clan()));
        if (side.isEmpty()) {
            return refused(new NotLeadClan(war));
        }
        return member.get().rank().isAtLeast(Rank.OFFICER)
                ? done(side.get())
                : refused(new InsufficientRank(Rank.OFFICER));
    }

    private static Result<BattleTerms.Host, BattleRefusal> host(Command command, Situation seen) {
        if (command.host() != BattleTerms.Host.GAME_SERVER) {
            return refused(new HostNotSupported(command.host()));
        }
        var server = command.server();
        return server != null && seen.host().filter(one -> !one.revoked()).isEmpty()
                ? refused(new UnknownServer(server))
                : done(command.host());
    }

    /// The contested land, if the side does not hold it.
    private static Result<ContestedLand, BattleRefusal> assaulted(Command command, Situation seen, Side side) {
        var held = seen.field().held();
        if (held.isEmpty()) {
            return refused(new NotContested(command.territory()));
        }
        return held.get().holderSide() == side ? refused(new HoldsTerritory(command.territory())) : done(held.get());
    }

    /// The land, if a battle for it that begins now may still be going on when its holder can change again.
    private static Result<Territory, BattleRefusal> winnable(
            ContestedLand held, Territory land, BattleRules rules, Instant now) {
        var lockedUntil = held.lockedUntil();
        return lockedUntil != null && now.plus(rules.lengthFor(land.type())).isBefore(lockedUntil)
                ? refused(new CaptureLocked(held.territory(), lockedUntil))
                : done(land);
    }

    private static Result<Territory, BattleRefusal> land(Command command, Situation seen) {
        return seen.field().busy()
                ? refused(new TerritoryBusy(command.territory()))
                : seen.field()
                        .land()
                        .<Result<Territory, BattleRefusal>>map(Result::done)
                        .orElseGet(() -> refused(new NotContested(command.territory())));
    }

    private Mono<Battle.Created> store(Battle.Created battle, BattleRules rules) {
        var terms = battle.terms();
        return battles.add(battle)
                .then(abandoned.expectStart(battle, rules.startGrace()))
                .then(events.append(terms.war(), List.of(BattleEvent.Scheduled.of(terms))))
                .thenReturn(battle);
    }

    /// Which battle is called for.
    ///
    /// @param server the one that shall be its host; null for the first that starts it
    public record Command(
            PlayerId by,
            WarId war,
            TerritoryId territory,
            BattleTerms.Host host,
            @Nullable UUID server) {}

    /// What it is decided on.
    ///
    /// @param host the server the creator names
    private record Situation(
            War war, Optional<GameServer> host, Optional<Member> member, Battles.Load load, Field field) {}

    /// @param busy whether a battle for it is not over
    private record Field(Optional<ContestedLand> held, Optional<Territory> land, boolean busy) {}
}
