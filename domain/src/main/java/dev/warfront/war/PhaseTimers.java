package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanStatus;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.identity.Sanctions;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Moves a war to its next phase when its timer is due: T2, T3, T4, and T10 where T3 finds a clan wanting. A
/// timer of another epoch does nothing. Each phase sets the timer of the next, so none is skipped however
/// late they run.
@DomainService
public final class PhaseTimers implements TimerHandler {
    private final Wars wars;
    private final WarParties parties;
    private final Clans clans;
    private final Participants participants;
    private final Sanctions sanctions;
    private final Spoils spoils;
    private final Transitions transitions;
    private final EnterEnding endings;

    public PhaseTimers(
            Wars wars,
            WarParties parties,
            Clans clans,
            Participants participants,
            Sanctions sanctions,
            Spoils spoils,
            Transitions transitions,
            EnterEnding endings) {
        this.wars = wars;
        this.parties = parties;
        this.clans = clans;
        this.participants = participants;
        this.sanctions = sanctions;
        this.spoils = spoils;
        this.transitions = transitions;
        this.endings = endings;
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(WarTimers.PHASE);
    }

    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        return wars.find(new WarId(timer.ownerId()))
                .filter(war -> isOf(timer, war))
                .flatMap(this::lock)
                .filter(locked -> isOf(timer, locked.war()))
                .flatMap(locked -> advance(locked, now));
    }

    private static boolean isOf(Timer timer, War war) {
        return timer.isOf(war.epoch());
    }

    /// Only T3 looks at clans.
    private Mono<WarParties.Locked> lock(War seen) {
        return seen instanceof War.Preparation
                ? parties.lock(seen.id())
                : wars.lock(seen.id()).map(war -> new WarParties.Locked(war, List.of()));
    }

    private Mono<Void> advance(WarParties.Locked locked, Instant now) {
        return switch (locked.war()) {
            case War.Declared war -> transitions.enter(war.prepare(effectiveAt(war, war.deadlineAt(), now), now));
            case War.Preparation war -> begin(war, locked.clans(), now);
            case War.Active war -> endings.enter(war, war.timeUp(effectiveAt(war, war.deadlineAt(), now), now));
            case War.Ending _, War.Ended _ -> Mono.empty();
        };
    }

    private Mono<Void> begin(War.Preparation war, List<Clan> locked, Instant now) {
        var effectiveAt = effectiveAt(war, war.deadlineAt(), now);
        return turnout(war, locked, now)
                .map(turnout -> war.begin(turnout, effectiveAt, now))
                .flatMap(transition -> switch (transition.war()) {
                    case War.Active active ->
                        transitions.enter(transition).then(enlist(active)).then(spoils.contest(active));
                    case War.Ending ending -> endings.enter(war, new Transition<>(ending, transition.events()));
                    default -> Mono.error(new IllegalStateException("T3 leads to " + transition.war()));
                });
    }

    private Mono<Void> enlist(War.Active war) {
        return side(war, Side.ATTACKER)
                .concatWith(side(war, Side.DEFENDER))
                .collectList()
                .flatMap(entrants -> participants.enlist(war.id(), entrants, war.startedAt()));
    }

    private Flux<Participants.Entrant> side(War.Active war, Side side) {
        return wars.clansOf(war.id())
                .flatMapMany(Flux::fromIterable)
                .filter(one -> one.side() == side)
                .concatMap(one -> clans.membersOf(one.clan()).collectList())
                .collectList()
                .map(found -> found.stream().flatMap(List::stream).toList())
                .flatMapMany(members -> sanctions
                        .warBans(members.stream().map(Member::player).toList())
                        .flatMapIterable(bans -> Eligibility.side(war, side, members, bans)));
    }

    private Mono<Turnout> turnout(War war, List<Clan> locked, Instant now) {
        var since = now.minus(war.rules().own().start().seenWithin());
        var attacker = war.leads().of(Side.ATTACKER);
        var defender = war.leads().of(Side.DEFENDER);
        return clans.activeMembers(attacker, since)
                .flatMap(a -> clans.activeMembers(defender, since)
                        .map(d -> new Turnout(strength(locked, attacker, a), strength(locked, defender, d))));
    }

    private static Turnout.Strength strength(List<Clan> locked, ClanId id, int seen) {
        var active = locked.stream().anyMatch(clan -> clan.id().equals(id) && clan.status() == ClanStatus.ACTIVE);
        return new Turnout.Strength(active, seen);
    }

    /// A little late counts as planned; much later, the next phase begins now and gets its full length.
    private static Instant effectiveAt(War war, Instant plannedAt, Instant now) {
        var lateness = Duration.between(plannedAt, now);
        return lateness.compareTo(war.rules().own().timer().lateTolerance()) <= 0 ? plannedAt : now;
    }
}
