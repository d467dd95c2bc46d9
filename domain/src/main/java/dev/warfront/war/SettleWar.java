package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.guild.WarRecords;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.Territories;
import dev.warfront.territory.WarLand;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// The settlement of a war in ENDING, one durable transition after the other:
///
/// ```
/// CUT_OFF         the grace for late facts is over: mark the end of the war's log
/// SETTLE_OUTCOME  the log was read up to the mark: add up the ledger, store the outcome, close the scores
/// SETTLE_LAND     land goes to the winner
/// SETTLE_END      ENDED, with rest and immunity, land unlocked, told to everybody
/// ```
///
/// Each is one transaction that also sets the timer of the next; done twice it is done once.
@UseCase
public final class SettleWar implements TimerHandler {
    private final Wars wars;
    private final Clans clans;
    private final WarRecords records;
    private final WarLand land;
    private final ContestedLands contested;
    private final Participants participants;
    private final CutOffMarkers scoreFacts;
    private final FinalScores finalScores;
    private final Timers timers;
    private final Transitions transitions;
    private final Spoils spoils;

    public SettleWar(
            Wars wars,
            Clans clans,
            WarRecords records,
            Territories territories,
            WarLand land,
            ContestedLands contested,
            Participants participants,
            Combat combat,
            CutOffMarkers scoreFacts,
            FinalScores finalScores,
            Timers timers,
            WarLog log,
            Outbox outbox) {
        this.wars = wars;
        this.clans = clans;
        this.records = records;
        this.land = land;
        this.contested = contested;
        this.participants = participants;
        this.scoreFacts = scoreFacts;
        this.finalScores = finalScores;
        this.timers = timers;
        this.transitions = new Transitions(wars, log, outbox);
        this.spoils = new Spoils(contested, territories, combat);
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(WarTimers.CUT_OFF, WarTimers.SETTLE_OUTCOME, WarTimers.SETTLE_LAND, WarTimers.SETTLE_END);
    }

    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        var id = new WarId(timer.ownerId());
        return switch (timer.kind().name()) {
            case "CUT_OFF" -> ending(id).flatMap(war -> scoreFacts.appendCutOffMarker(id, war.cutOffAt()));
            case "SETTLE_OUTCOME" -> ending(id).flatMap(war -> decide(war, now));
            case "SETTLE_LAND" -> endingWithClans(id).flatMap(locked -> settleLand(locked.war(), locked.clans(), now));
            case "SETTLE_END" -> endingWithClans(id).flatMap(locked -> end(locked.war(), now));
            default -> Mono.error(new IllegalArgumentException("no settlement transition " + timer.kind()));
        };
    }

    private Mono<Void> decide(War.Ending war, Instant now) {
        var totals = war.history().everActive() ? finalScores.recount(war.id()) : Mono.just(FinalTotals.NOTHING);
        return totals.flatMap(sums -> spoils.standing(war.id(), Side.ATTACKER)
                .flatMap(attacker ->
                        spoils.standing(war.id(), Side.DEFENDER).map(defender -> war.decided(sums, attacker, defender)))
                .filter(decided -> decided.version() != war.version())
                .flatMap(decided -> wars.save(decided)
                        .then(Mono.defer(() -> participants.tally(war.id(), sums)))
                        .then(Mono.defer(() -> close(war, sums)))
                        .then(Mono.defer(() -> timers.schedule(WarTimers.settleLand(war.id(), now))))));
    }

    /// S3: fails when a row came in since the sums were made; the timer then starts over with S2.
    private Mono<Void> close(War.Ending war, FinalTotals sums) {
        if (!war.history().everActive()) {
            return Mono.empty();
        }
        return finalScores
                .finalise(war.id(), sums.lastSeq())
                .flatMap(closed -> closed
                        ? Mono.empty()
                        : Mono.error(
                                new StaleWrite("final scores of war " + war.id().value())));
    }

    private Mono<Void> settleLand(War.Ending war, List<Clan> leads, Instant now) {
        return spoils.of(war)
                .filter(ids -> !ids.isEmpty())
                .flatMap(ids -> {
                    var winner = leads.stream()
                            .filter(clan -> clan.id().equals(winnerOf(war)))
                            .findFirst()
                            .orElseThrow();
                    var protection = war.rules().land().protection();
                    return land.transfer(war.id(), ids, winner.id(), winner.level(), now, protection);
                })
                .flatMap(moved -> contested.settle(
                        war.id(),
                        moved.stream()
                                .map(one -> new LandTransfer(one.territory(), one.from(), one.to()))
                                .toList()))
                .then(Mono.defer(() -> timers.schedule(WarTimers.settleEnd(war.id(), now))));
    }

    private Mono<Void> end(War.Ending war, Instant now) {
        return contested.settled(war.id()).flatMap(transfers -> {
            var transition = war.end(transfers, now);
            var ended = transition.war();
            var rules = ended.rules();
            return transitions
                    .enter(transition)
                    .then(Mono.defer(() -> land.release(war.id(), now)))
                    .then(Mono.defer(() -> records.coolDown(
                            war.leads().attacker(), now.plus(rules.cooldown().declare()))))
                    .then(Mono.defer(() -> records.decided(
                            ended.winner(),
                            ended.loser(),
                            now,
                            rules.immunity().loser(),
                            rules.immunity().afterStreak())));
        });
    }

    private static ClanId winnerOf(War.Ending war) {
        if (war.decision() == null || war.decision().outcome().winner() == null) {
            throw new IllegalStateException("war " + war.id().value() + " has no winner");
        }
        return war.leads().of(war.decision().outcome().winner());
    }

    private Mono<War.Ending> ending(WarId id) {
        return Mono.defer(() -> wars.lock(id)).ofType(War.Ending.class);
    }

    private Mono<Locked> endingWithClans(WarId id) {
        return Mono.defer(() -> wars.find(id))
                .flatMap(seen -> clans.lockAll(
                        List.of(seen.leads().attacker(), seen.leads().defender())))
                .flatMap(leads -> ending(id).map(war -> new Locked(war, leads)));
    }

    private record Locked(War.Ending war, List<Clan> clans) {}
}
