import dev.warfront.client.model.DeclareWar;
import dev.warfront.client.model.Territory;
import dev.warfront.client.model.TerritoryState;
import dev.warfront.client.model.TerritoryType;
import dev.warfront.client.model.WarType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A declared war.
record War(UUID id, Territory land, Clan attacker, Clan defender) {
    private static final double REACH_M = 5_000;

    /// Two new clans, land for both, and a war between them.
    static War declare(URI base, Api admin) throws Exception {
        var free = free(admin);
        var target = free.stream().filter(each -> neighbour(each, free).isPresent()).findFirst().orElseThrow();
        var outpost = neighbour(target, free).orElseThrow();
        var defender = Clan.found(base, admin, "Lions", target.getRegion());
        var attacker = Clan.found(base, admin, "Foxes", target.getRegion());
        claim(defender, target);
        claim(attacker, outpost);
        var declaration = new DeclareWar()
                .attackerClanId(attacker.id())
                .defenderClanId(defender.id())
                .warType(WarType.TERRITORIAL)
                .territories(List.of(target.getId()));
        var leader = attacker.leader();
        var war = leader.call(key -> leader.wars.declareWar(key, declaration, null));
        return new War(war.getId(), target, attacker, defender);
    }

    private static List<Territory> free(Api api) throws Exception {
        return api.call(_ -> api.land.listTerritories(
                        null, TerritoryState.NEUTRAL, TerritoryType.RESOURCE, null, 100, null, null))
                .getItems();
    }

    private static Optional<Territory> neighbour(Territory target, List<Territory> free) {
        return free.stream()
                .filter(each -> each != target && each.getRegion().equals(target.getRegion()))
                .filter(each -> distance(each, target) <= REACH_M)
                .findFirst();
    }

    private static double distance(Territory one, Territory other) {
        var here = one.getLocation();
        var there = other.getLocation();
        return Math.hypot(here.getX() - there.getX(), here.getY() - there.getY());
    }

    private static void claim(Clan clan, Territory land) throws Exception {
        var leader = clan.leader();
        var version = Api.version(land.getVersion());
        leader.call(key -> leader.land.claimTerritory(land.getId(), key, version, null));
        while (!clan.id().equals(leader.call(_ -> leader.land.getTerritory(land.getId(), null, null)).getOwnerClanId())) {
            Thread.sleep(200);
        }
    }
}
