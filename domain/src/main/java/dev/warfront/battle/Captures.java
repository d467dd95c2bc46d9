package dev.warfront.battle;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.battle.BattleRefusal.CaptureLocked;
import dev.warfront.battle.BattleRefusal.CaptureSuperseded;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.territory.SiegeDifficulty;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.ContestedLands;
import dev.warfront.war.War;
import dev.warfront.war.WarEvents;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// Contested land changes its holder. Source: docs/rules/battle.md, capture.
@DomainService
public final class Captures {
    private final ContestedLands contested;
    private final Territories territories;
    private final CaptureScores scores;
    private final WarEvents events;

    public Captures(ContestedLands contested, Territories territories, CaptureScores scores, WarEvents events) {
        this.contested = contested;
        this.territories = territories;
        this.scores = scores;
        this.events = events;
    }

    /// The land of a battle inside its war. Empty when the war does not contest it any more.
    Mono<Target> find(BattleTerms terms) {
        return contested
                .find(terms.war(), terms.territory())
                .flatMap(held -> territories.find(terms.territory()).map(land -> new Target(held, land)));
    }

    /// The assaulting side takes the land.
    static Result<Capture, BattleRefusal> decide(War war, Battle.Active battle, Target target, Instant now) {
        var held = target.held();
        if (held.holderSide() == battle.assaulting()) {
            return refused(new CaptureSuperseded(held.territory()));
        }
        var lockedUntil = held.lockedUntil();
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return refused(new CaptureLocked(held.territory(), lockedUntil));
        }
        return done(capture(war, battle, target, now));
    }

    private static Capture capture(War war, Battle.Active battle, Target target, Instant now) {
        var side = battle.assaulting();
        var clan = war.leads().of(side);
        var rules = war.rules().section(CaptureRules.class);
        var held = target.held();
        var land = target.land();
        var next = held.capturedBy(side, clan, now).lockedFor(rules.lock());
        var difficulty = SiegeDifficulty.of(land.type(), held.defenseLevel(), land.improvements());
        var points = rules.pointsFor(land.type().weight(), difficulty);
        var id = CaptureScoreEvent.idOf(war.id(), land.id(), next.captureCount());
        var where = battle.terms().id();
        return new Capture(
                next,
                new BattleEvent.TerritoryCaptured(
                        war.id(),
                        land.id(),
                        clan,
                        held.holder(),
                        where,
                        points,
                        next.defenseLevel(),
                        next.version(),
                        now),
                new CaptureScoreEvent(id, war.id(), where, land.id(), side, clan, points, now));
    }

    /// Inside the caller's transaction, which has the war locked.
    ///
    /// Error: {@link StaleWrite} when the land changed meanwhile.
    Mono<Void> store(Capture capture) {
        var war = capture.event().war();
        return contested
                .replace(war, capture.next())
                .then(events.append(war, List.of(capture.event())))
                .then(scores.append(capture.scored()));
    }

    /// Land, inside the war and in the world.
    record Target(ContestedLand held, Territory land) {}

    /// @param scored the event that yields the points
    record Capture(ContestedLand next, BattleEvent.TerritoryCaptured event, CaptureScoreEvent scored) {}
}
