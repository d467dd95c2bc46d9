package dev.warfront.battle;

import dev.warfront.identity.ServerRevocations;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import dev.warfront.war.War;
import dev.warfront.war.Wars;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Ends battles that their host has abandoned: it was revoked, never came, or has let the planned end and its grace
/// pass. Source: docs/rules/battle.md, host.
@DomainService
public final class AbandonedBattles implements TimerHandler, ServerRevocations {
    /// The planned start and its grace are over.
    private static final TimerKind BATTLE_START = new TimerKind("BATTLE_START");
    /// The planned end and its grace are over.
    private static final TimerKind BATTLE_END = new TimerKind("BATTLE_END");
    /// The host is revoked, for ever.
    private static final TimerKind BATTLE_ABORT = new TimerKind("BATTLE_ABORT");

    private final Wars wars;
    private final Battles battles;
    private final BattleClosing closing;
    private final Timers timers;

    public AbandonedBattles(Wars wars, Battles battles, BattleClosing closing, Timers timers) {
        this.wars = wars;
        this.battles = battles;
        this.closing = closing;
        this.timers = timers;
    }

    /// Inside the caller's transaction, which creates the battle.
    ///
    /// @param grace how long past its planned start the host may take
    Mono<Void> expectStart(Battle.Created battle, Duration grace) {
        return timers.schedule(
                timer(BATTLE_START, battle, battle.terms().scheduledAt().plus(grace)));
    }

    /// Inside the caller's transaction, which begins the battle.
    ///
    /// @param grace how long past its planned end the host may take
    Mono<Void> expectEnd(Battle.Active battle, Duration grace) {
        return timers.schedule(timer(BATTLE_END, battle, battle.endsAt().plus(grace)));
    }

    /// The war has no battles any more. Inside the caller's transaction.
    Mono<Void> dismiss(WarId war) {
        return Flux.fromIterable(kinds())
                .concatMap(kind -> timers.cancel(kind, war.value()))
                .then();
    }

    /// Battles are locked by their own timers only: who revokes waits for none of them.
    @Override
    public Mono<Void> revoked(PlayerId server, Instant at) {
        return battles.openOf(server.value())
                .flatMapMany(Flux::fromIterable)
                .concatMap(battle -> timers.schedule(timer(BATTLE_ABORT, battle, at)))
                .then();
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(BATTLE_START, BATTLE_END, BATTLE_ABORT);
    }

    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        var id = new BattleId(Objects.requireNonNull(timer.refId(), "a battle's timer names it"));
        return wars.lock(new WarId(timer.ownerId()))
                .flatMap(war -> battles.lock(id)
                        .filter(battle -> timer.kind().equals(BATTLE_ABORT) || overdue(battle, war, now)))
                .flatMap(battle -> closing.abort(battle, now));
    }

    private static boolean overdue(Battle battle, War war, Instant now) {
        var rules = BattleLimits.rules(war);
        return switch (battle) {
            case Battle.Created created ->
                !now.isBefore(created.terms().scheduledAt().plus(rules.startGrace()));
            case Battle.Active active -> !now.isBefore(active.endsAt().plus(rules.hostGrace()));
            case Battle.Ended _ -> false;
        };
    }

    /// A timer of the war, so that the timers of one war run in the order in which they are due.
    private static Timer timer(TimerKind kind, Battle battle, Instant at) {
        var id = battle.terms().id().value();
        return new Timer(NamedId.of(id, kind.name()), kind, war(battle), id, null, at);
    }

    private static UUID war(Battle battle) {
        return battle.terms().war().value();
    }
}
