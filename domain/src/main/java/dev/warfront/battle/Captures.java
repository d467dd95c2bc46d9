package dev.warfront.battle;

import dev.warfront.territory.SiegeDifficulty;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.ContestedLands;
import dev.warfront.war.War;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// Contested land changes its holder. Source: docs/rules/battle.md, capture.
record Captures(ContestedLands contested, Territories territories, CaptureScores scores, BattleEvents events) {
    /// Takes the land for the assaulting side, inside the caller's transaction, which has the war locked.
    ///
    /// @return false when that side holds it already or another capture was first; nothing was written
    Mono<Boolean> take(War war, Battle.Active battle, Instant now) {
        var site = battle.site();
        return contested
                .find(war.id(), site.territory())
                .filter(land -> land.holderSide() != battle.assaulting())
                .flatMap(land -> territories
                        .find(site.territory())
                        .flatMap(territory -> replace(war, battle, land, territory, now)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> replace(War war, Battle.Active battle, ContestedLand land, Territory territory, Instant now) {
        var side = battle.assaulting();
        var clan = war.leads().of(side);
        var next = land.capturedBy(side, clan, now);
        var difficulty = SiegeDifficulty.of(territory.type(), land.defenseLevel(), territory.improvements());
        var points = war.rules()
                .section(CaptureRules.class)
                .pointsFor(territory.type().weight(), difficulty);
        var event = new BattleEvent.TerritoryCaptured(
                war.id(),
                territory.id(),
                territory.type(),
                clan,
                land.holder(),
                battle.site().id(),
                points,
                next.defenseLevel(),
                next.version(),
                now);
        var eventId = CaptureScoreEvent.idOf(war.id(), territory.id(), next.captureCount());
        var fact =
                new CaptureScoreEvent(eventId, war.id(), battle.site().id(), territory.id(), side, clan, points, now);
        return contested
                .replace(war.id(), next)
                .filter(replaced -> replaced)
                .flatMap(_ -> events.append(war.id(), List.of(event))
                        .then(Mono.defer(() -> scores.append(fact)))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }
}
