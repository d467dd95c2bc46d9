package dev.warfront.war;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.SiegeDifficulty;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/// What the sides have won in land. Source: docs/rules/war.md, spoils.
record Spoils(ContestedLands contested, Territories territories, Combat combat) {
    /// The land that goes to the winner: what it holds of the other's. A war about stock or about points moves
    /// no land. Empty list without a winner.
    Mono<List<TerritoryId>> of(War.Ending war) {
        var winner = war.decision() == null ? null : war.decision().outcome().winner();
        if (winner == null || war.terms().type() != WarType.TERRITORIAL) {
            return Mono.just(List.of());
        }
        return contested
                .of(war.id())
                .flatMap(lands -> territories
                        .findAll(lands.stream().map(ContestedLand::territory).toList())
                        .map(found -> won(war, winner, lands, found)));
    }

    /// What counts for a side where points are equal.
    Mono<TieBreak> standing(WarId war, Side side) {
        return contested
                .of(war)
                .flatMap(lands -> territories
                        .findAll(lands.stream().map(ContestedLand::territory).toList())
                        .map(found -> capturedWeight(side, lands, byId(found))))
                .flatMap(weight -> combat.siegesWon(war).map(won -> new TieBreak(weight, won.getOrDefault(side, 0))));
    }

    private static List<TerritoryId> won(
            War.Ending war, Side winner, List<ContestedLand> lands, List<Territory> found) {
        var kind = winner == Side.ATTACKER ? LandKind.TARGET : LandKind.COUNTER_CLAIM;
        var held = lands.stream()
                .filter(land -> land.kind() == kind && land.holderSide() == winner)
                .map(ContestedLand::territory)
                .toList();
        if (held.isEmpty() && winner == Side.ATTACKER && war.reason() == EndReason.SURRENDER) {
            return ceded(lands, byId(found));
        }
        return held;
    }

    /// A defender that gives up before it lost anything gives away what is easiest to take.
    private static List<TerritoryId> ceded(List<ContestedLand> lands, Map<TerritoryId, Territory> found) {
        return lands.stream()
                .filter(land -> land.kind() == LandKind.TARGET && found.containsKey(land.territory()))
                .min(Comparator.<ContestedLand>comparingInt(land -> difficulty(land, found))
                        .thenComparing(land -> land.territory().value().toString()))
                .map(land -> List.of(land.territory()))
                .orElse(List.of());
    }

    private static int difficulty(ContestedLand land, Map<TerritoryId, Territory> found) {
        var territory = found.get(land.territory());
        return territory == null
                ? Integer.MAX_VALUE
                : SiegeDifficulty.of(territory.type(), land.defenseLevel(), territory.improvements());
    }

    private static int capturedWeight(Side side, List<ContestedLand> lands, Map<TerritoryId, Territory> found) {
        return lands.stream()
                .filter(land -> land.holderSide() == side && side != ownerSide(land))
                .map(land -> found.get(land.territory()))
                .filter(territory -> territory != null)
                .mapToInt(territory -> territory.type().weight())
                .sum();
    }

    private static Side ownerSide(ContestedLand land) {
        return land.kind() == LandKind.TARGET ? Side.DEFENDER : Side.ATTACKER;
    }

    private static Map<TerritoryId, Territory> byId(List<Territory> found) {
        return found.stream().collect(Collectors.toMap(Territory::id, Function.identity()));
    }
}
