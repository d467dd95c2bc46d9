package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanStatus;
import dev.warfront.guild.Clans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.territory.WarLand;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/// Moves a war to its next phase when its timer is due: T2, T3, T4, and T10 where T3 finds a clan wanting. A timer of
/// another epoch does nothing. Each phase sets the timer of the next, so none is skipped however late they run.
@UseCase
public final class PhaseTimers implements TimerHandler {
    private final Wars wars;
    private final Clans clans;
    private final Territories territories;
    private final WarLand land;
    private final ContestedLands contested;
    private final Enlistment enlistment;
    private final EnterEnding endings;
    private final Timers timers;
    private final Transitions transitions;

    public PhaseTimers(
            Wars wars,
            Clans clans,
            Territories territories,
            WarLand land,
            ContestedLands contested,
            Participants participants,
            EnterEnding endings,
            Timers timers,
            WarLog log,
            Outbox outbox) {
        this.wars = wars;
        this.clans = clans;
        this.territories = territories;
        this.land = land;
        this.contested = contested;
        this.enlistment = new Enlistment(clans, participants);
        this.endings = endings;
        this.timers = timers;
        this.transitions = new Transitions(wars, log, outbox);
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(WarTimers.PHASE);
    }

    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        var id = new WarId(timer.ownerId());
        return Mono.defer(() -> wars.find(id))
                .filter(war -> isOf(timer, war))
                .flatMap(this::lock)
                .filter(war -> isOf(timer, war))
                .flatMap(war -> advance(war, now));
    }

    private static boolean isOf(Timer timer, War war) {
        return timer.isOf(war.epoch());
    }

    /// Clans before wars, everywhere; only T3 looks at clans.
    private Mono<War> lock(War seen) {
        var clansFirst = seen instanceof War.Preparation ? lockClans(seen).then() : Mono.<Void>empty();
        return clansFirst.then(Mono.defer(() -> wars.lock(seen.id())));
    }

    private Mono<List<Clan>> lockClans(War war) {
        return clans.lockAll(List.of(war.leads().attacker(), war.leads().defender()));
    }

    private Mono<Void> advance(War war, Instant now) {
        return switch (war) {
            case War.Declared declared -> {
                var transition = declared.prepare(effectiveAt(war, declared.deadlineAt(), now), now);
                yield transitions.enter(transition).then(nextTimer(transition.war()));
            }
            case War.Preparation preparation -> begin(preparation, now);
            case War.Active active ->
                endings.enter(war, active.timeUp(effectiveAt(war, active.deadlineAt(), now), now));
            case War.Ending _, War.Ended _ -> Mono.empty();
        };
    }

    private Mono<Void> begin(War.Preparation war, Instant now) {
        var effectiveAt = effectiveAt(war, war.deadlineAt(), now);
        return lockClans(war)
                .flatMap(leads -> turnout(war, leads, now))
                .map(turnout -> war.begin(turnout, effectiveAt, now))
                .flatMap(transition -> switch (transition.war()) {
                    case War.Active active -> activate(active, transition);
                    case War.Ending ending -> endings.enter(war, new Transition<>(ending, transition.events()));
                    default -> Mono.error(new IllegalStateException("T3 leads to " + transition.war()));
                });
    }

    private Mono<Void> activate(War.Active war, Transition<?> transition) {
        return transitions
                .enter(transition)
                .then(Mono.defer(() -> enlistment.enlist(war)))
                .then(Mono.defer(() -> territories.findAll(war.terms().targets())))
                .flatMap(targets -> contested.fortify(
                        war.id(), targets.stream().collect(Collectors.toMap(Territory::id, Territory::defenseLevel))))
                .then(Mono.defer(() -> land.contest(war.id(), war.startedAt())))
                .then(nextTimer(war));
    }

    private Mono<Turnout> turnout(War war, List<Clan> leads, Instant now) {
        var since = now.minus(war.rules().start().seenWithin());
        var attacker = war.leads().of(Side.ATTACKER);
        var defender = war.leads().of(Side.DEFENDER);
        return clans.activeMembers(attacker, since)
                .flatMap(a -> clans.activeMembers(defender, since)
                        .map(d -> new Turnout(strength(leads, attacker, a), strength(leads, defender, d))));
    }

    private static Turnout.Strength strength(List<Clan> leads, ClanId id, int seen) {
        var active = leads.stream().anyMatch(clan -> clan.id().equals(id) && clan.status() == ClanStatus.ACTIVE);
        return new Turnout.Strength(active, seen);
    }

    private Mono<Void> nextTimer(War war) {
        return Mono.defer(() -> timers.schedule(
                WarTimers.phase(war.id(), war.epoch(), war.deadline().orElseThrow())));
    }

    /// A little late counts as planned; much later, the next phase begins now and gets its full length.
    private static Instant effectiveAt(War war, Instant plannedAt, Instant now) {
        var lateness = Duration.between(plannedAt, now);
        return lateness.compareTo(war.rules().timer().lateTolerance()) <= 0 ? plannedAt : now;
    }
}
