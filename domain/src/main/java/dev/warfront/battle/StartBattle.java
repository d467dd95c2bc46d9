package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import dev.warfront.war.War;
import dev.warfront.war.WarLog;
import dev.warfront.war.Wars;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// A game server begins a battle and becomes its host.
@UseCase
public final class StartBattle {
    private final Wars wars;
    private final Battles battles;
    private final BattleEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public StartBattle(Wars wars, Battles battles, WarLog log, Outbox outbox, Transactions transactions, Clock clock) {
        this.wars = wars;
        this.battles = battles;
        this.events = new BattleEvents(log, outbox);
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The outcome; when refused nothing was written.
    ///
    /// @param server who asks, trusted with the role of a game server
    public Mono<Start> start(UUID server, BattleId id) {
        return transactions.inTransaction(Mono.defer(() -> battles.find(id))
                .flatMap(seen -> wars.lock(seen.site().war()))
                .flatMap(war -> battles.lock(id).flatMap(battle -> decide(server, war, battle)))
                .defaultIfEmpty(new Start.UnknownBattle(id)));
    }

    private Mono<Start> decide(UUID server, War war, Battle battle) {
        if (!(battle instanceof Battle.Created created)) {
            return Mono.just(new Start.WrongState(battle.status()));
        }
        if (!(war instanceof War.Active active && active.isFoughtAt(clock.instant()))) {
            return Mono.just(new Start.WarNotActive(war.status()));
        }
        return battles.loadOf(war.id()).flatMap(load -> begin(server, active, created, load));
    }

    private Mono<Start> begin(UUID server, War.Active war, Battle.Created battle, Battles.Load load) {
        var rules = war.rules().section(BattleRules.class);
        if (load.war() >= rules.maxPerWar()) {
            return Mono.just(new Start.WarFull(rules.maxPerWar()));
        }
        if (load.world() >= rules.maxGlobal()) {
            return Mono.just(new Start.WorldFull(rules.maxGlobal()));
        }
        var begun = battle.start(server, rules.lengthFor(battle.site().land()), clock.instant());
        return battles.save(begun)
                .then(events.append(war.id(), List.of(new BattleEvent.Started(begun))))
                .thenReturn(new Start.Accepted(begun));
    }
}
