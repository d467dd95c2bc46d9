package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Land;
import dev.warfront.bench.book.Side;
import dev.warfront.bench.simulator.EarlierClans.EarlierClan;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.Session;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Prepares two clans for a war. The attacker is always new. The defender is new too while there is free land
/// to claim, and otherwise a clan of an earlier war that owns some.
final class ClanSetup {
    private static final List<String> ATTACKERS = List.of("Crimson Foxes", "Ashen Ravens", "Scarlet Vipers");
    private static final List<String> DEFENDERS = List.of("Azure Lions", "Cobalt Bears", "Silver Stags");
    private static final int LOGINS = 4;
    private static final int CLAIMS = 3;

    private static final int RUN_RADIX = 36;
    /// Of six letters and digits.
    private static final long RUN_MIN = 60_466_176;
    private static final long RUN_MAX = 2_176_782_336L;

    private final Program program;
    private final HttpApi http;
    private final EarlierClans earlierClans;
    private final TerritoryClaims land;
    private final ClanCreation clanCreation;
    private final Random random;

    ClanSetup(Program program, EarlierClans earlierClans, long seed) {
        this.program = program;
        this.http = program.http();
        this.earlierClans = earlierClans;
        this.land = new TerritoryClaims(http);
        this.random = new Random(seed);
        // Names must differ from those of any other run, also of one with the same seed or at the same moment.
        this.clanCreation =
                new ClanCreation(program, Long.toString(new SecureRandom().nextLong(RUN_MIN, RUN_MAX), RUN_RADIX));
    }

    /// Both clans ready, the land claimed.
    Opponents prepare() {
        var free = land.free();
        var opponents = free.size() >= 2 ? newClans(free) : fromEarlierWar().orElseGet(() -> newClans(free));
        earlierClans.remember(List.of(opponents.defender(), opponents.attacker()));
        return opponents;
    }

    private Opponents newClans(List<JsonNode> free) {
        if (free.isEmpty()) {
            throw new IllegalStateException(
                    "no land is free, and no clan of an earlier war that this simulator knows owns any");
        }
        var region = free.getFirst().path("region").asString();
        var clans = Parallel.map(List.of(any(ATTACKERS), any(DEFENDERS)), 2, name -> clanCreation.create(name, region));
        var attacker = clans.getFirst();
        var defender = clans.getLast();
        var targets = claim(defender);
        var _ = land.claim(attacker, TerritoryClaims.outpost(land.free(region), targets));
        var contested = targets.stream().map(TerritoryClaims::land).toList();
        return new Opponents(program, attacker, new DefenderSetup(defender, contested, defender.players()));
    }

    /// Others may be faster with what looked free.
    private List<JsonNode> claim(SimulatedClan clan) {
        for (var attempt = 0; attempt < CLAIMS; attempt++) {
            var free = land.free(clan.region());
            var claimed = land.claim(clan, free.subList(0, Math.min(free.size(), TerritoryClaims.MOST)));
            if (!claimed.isEmpty()) {
                return claimed;
            }
        }
        throw new IllegalStateException("others claimed all the land that was free");
    }

    private Optional<Opponents> fromEarlierWar() {
        return earlierClans.all().stream()
                .flatMap(earlier -> defense(earlier).stream())
                .findFirst()
                .map(defense -> new Opponents(
                        program,
                        clanCreation.create(any(ATTACKERS), defense.defender().region()),
                        defense));
    }

    private Optional<DefenderSetup> defense(EarlierClan earlier) {
        try {
            var clan = http.get("/clans/" + earlier.clan());
            var targets = fit(clan) ? land.contestable(earlier.clan()) : List.<Land>of();
            return targets.isEmpty() ? Optional.empty() : Optional.of(recall(earlier, clan, targets));
        } catch (Refused otherWorld) {
            return Optional.empty();
        }
    }

    private static boolean fit(JsonNode clan) {
        var immune = clan.path("immune_until").asString("");
        return clan.path("status").asString("ACTIVE").equals("ACTIVE")
                && clan.path("member_count").asInt() >= ClanCreation.SIZE
                && (immune.isEmpty() || Instant.parse(immune).isBefore(Instant.now()));
    }

    /// Its players log in again, so that they have been seen lately.
    private DefenderSetup recall(EarlierClan earlier, JsonNode clan, List<Land> targets) {
        var sessions = Parallel.map(
                earlier.members(), LOGINS, player -> Session.open(http, player.login(), player.password()));
        var recalled = new SimulatedClan(
                earlier.clan(),
                earlier.name(),
                earlier.tag(),
                clan.path("region").asString(),
                earlier.members(),
                sessions.get(1));
        return new DefenderSetup(recalled, targets, members(earlier.clan()));
    }

    private List<UUID> members(UUID clan) {
        return http.get("/clans/" + clan + "/members?limit=100")
                .path("items")
                .valueStream()
                .map(member -> UUID.fromString(member.path("player_id").asString()))
                .toList();
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    /// Two clans with something to fight for.
    record Opponents(Program program, SimulatedClan attacker, DefenderSetup defense) {

        SimulatedClan defender() {
            return defense.defender();
        }

        Map<UUID, Side> roster() {
            var roster = new HashMap<UUID, Side>();
            attacker.players().forEach(player -> roster.put(player, Side.ATTACKER));
            defense.players().forEach(player -> roster.put(player, Side.DEFENDER));
            return roster;
        }

        /// Declares the war.
        UUID declare() {
            return UUID.fromString(declare(leader()).path("id").asString());
        }

        /// Declares it, and answers it as it is then. Only a leader or a deputy may.
        JsonNode declare(Session leader) {
            var declaration = Map.of(
                    "attacker_clan_id", attacker.clan(),
                    "defender_clan_id", defender().clan(),
                    "war_type", "TERRITORIAL",
                    "territories", defense.targetIds());
            return program.http().send(Call.post("/clan-wars", declaration).as(leader));
        }

        /// The leader of the clan that declares, logged in anew.
        Session leader() {
            return attacker.leader(program.http());
        }
    }
}
