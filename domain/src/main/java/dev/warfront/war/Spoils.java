package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.SiegeDifficulty;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.territory.WarLand;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/// What the sides have won in land. Source: docs/rules/war.md, spoils. All inside the caller's transaction,
/// which has the war locked.
@DomainService
public final class Spoils {
    private final ContestedLands contested;
    private final Territories territories;
    private final WarLand land;
    private final Sieges sieges;

    public Spoils(ContestedLands contested, Territories territories, WarLand land, Sieges sieges) {
        this.contested = contested;
        this.territories = territories;
        this.land = land;
        this.sieges = sieges;
    }

    /// ACTIVE begins: the land is contested, with the defence levels it has now.
    Mono<Void> contest(War.Active war) {
        return territories
                .findAll(war.terms().targets())
                .flatMap(targets -> contested.fortify(
                        war.id(), targets.stream().collect(Collectors.toMap(Territory::id, Territory::defenseLevel))))
                .then(land.contest(war.id(), war.startedAt()));
    }

    /// Gives the winner what it won. Done twice it is done once.
    ///
    /// @param clans those of the war, locked
    Mono<Void> handOver(War.Ending war, List<Clan> clans, Instant now) {
        return of(war).filter(ids -> !ids.isEmpty())
                .flatMap(ids -> {
                    var winner = clans.stream()
                            .filter(clan -> clan.id().equals(winnerOf(war)))
                            .findFirst()
                            .orElseThrow();
                    var protection = war.rules().own().land().protection();
                    return land.transfer(war.id(), ids, winner.id(), winner.level(), now, protection);
                })
                .flatMap(moved -> contested.settle(war.id(), moved));
    }

    private static ClanId winnerOf(War.Ending war) {
        if (war.result() == null || war.result().outcome().winner() == null) {
            throw new IllegalStateException("war " + war.id().value() + " has no winner");
        }
        return war.leads().of(war.result().outcome().winner());
    }

    /// The land that goes to the winner: what it holds of the other's. A war about stock or about points
    /// moves no land. Empty list without a winner.
    private Mono<List<TerritoryId>> of(War.Ending war) {
        var winner = war.result() == null ? null : war.result().outcome().winner();
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
    Mono<TieBreak> tieBreak(WarId war, Side side) {
        return contested
                .of(war)
                .flatMap(lands -> territories
                        .findAll(lands.stream().map(ContestedLand::territory).toList())
                        .map(found -> capturedWeight(side, lands, byId(found))))
                .flatMap(weight -> sieges.siegesWon(war).map(won -> new TieBreak(weight, won.getOrDefault(side, 0))));
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
