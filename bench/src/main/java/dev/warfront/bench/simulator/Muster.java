package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Land;
import dev.warfront.bench.book.Side;
import dev.warfront.bench.simulator.Veterans.Veteran;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Brings two clans to a war. The attacker is always new. The defender is new too while there is free land to claim,
/// and
/// otherwise a clan of an earlier war that owns some.
final class Muster {
    private static final List<String> ATTACKERS = List.of("Crimson Foxes", "Ashen Ravens", "Scarlet Vipers");
    private static final List<String> DEFENDERS = List.of("Azure Lions", "Cobalt Bears", "Silver Stags");
    private static final int LOGINS = 4;
    private static final int CLAIMS = 3;

    private final Program program;
    private final HttpApi http;
    private final Veterans veterans;
    private final LandOffice land;
    private final Enlistment enlistment;
    private final Random random;

    Muster(Program program, Veterans veterans, long seed) {
        this.program = program;
        this.http = program.http();
        this.veterans = veterans;
        this.land = new LandOffice(http);
        this.random = new Random(seed);
        // Names must differ from those of any earlier run, also of one with the same seed.
        this.enlistment = new Enlistment(
                program,
                Long.toString(System.currentTimeMillis(), 36).substring(2).toLowerCase(Locale.ROOT));
    }

    /// Both clans ready, the land claimed.
    Mustered call() {
        var free = land.free();
        var mustered = free.size() >= 2 ? newClans(free) : veteran().orElseGet(() -> newClans(free));
        veterans.remember(List.of(mustered.defender(), mustered.attacker()));
        return mustered;
    }

    private Mustered newClans(List<JsonNode> free) {
        if (free.isEmpty()) {
            throw new IllegalStateException(
                    "no land is free, and no clan of an earlier war that this simulator knows owns any");
        }
        var region = free.getFirst().path("region").asString();
        var clans = Parallel.map(List.of(any(ATTACKERS), any(DEFENDERS)), 2, name -> enlistment.raise(name, region));
        var attacker = clans.getFirst();
        var defender = clans.getLast();
        var targets = claim(defender);
        var _ = land.claim(attacker, LandOffice.outpost(land.free(region), targets));
        var stake = targets.stream().map(LandOffice::land).toList();
        return new Mustered(program, attacker, new Stake(defender, stake, defender.players()));
    }

    /// Others may be faster with what looked free.
    private List<JsonNode> claim(Army clan) {
        for (var attempt = 0; attempt < CLAIMS; attempt++) {
            var free = land.free(clan.region());
            var claimed = land.claim(clan, free.subList(0, Math.min(free.size(), LandOffice.MOST)));
            if (!claimed.isEmpty()) {
                return claimed;
            }
        }
        throw new IllegalStateException("others claimed all the land that was free");
    }

    private Optional<Mustered> veteran() {
        return veterans.all().stream()
                .flatMap(veteran -> stake(veteran).stream())
                .findFirst()
                .map(stake -> new Mustered(
                        program,
                        enlistment.raise(any(ATTACKERS), stake.defender().region()),
                        stake));
    }

    private Optional<Stake> stake(Veteran veteran) {
        try {
            var clan = http.get("/clans/" + veteran.clan());
            var targets = fit(clan) ? land.contestable(veteran.clan()) : List.<Land>of();
            return targets.isEmpty() ? Optional.empty() : Optional.of(recall(veteran, clan, targets));
        } catch (Refused otherWorld) {
            return Optional.empty();
        }
    }

    private static boolean fit(JsonNode clan) {
        var immune = clan.path("immune_until").asString("");
        return clan.path("status").asString("ACTIVE").equals("ACTIVE")
                && clan.path("member_count").asInt() >= Enlistment.SIZE
                && (immune.isEmpty() || Instant.parse(immune).isBefore(Instant.now()));
    }

    /// Its players log in again, so that they have been seen lately.
    private Stake recall(Veteran veteran, JsonNode clan, List<Land> targets) {
        var sessions = Parallel.map(
                veteran.soldiers(), LOGINS, soldier -> Session.open(http, soldier.login(), soldier.password()));
        var army = new Army(
                veteran.clan(),
                veteran.name(),
                veteran.tag(),
                clan.path("region").asString(),
                veteran.soldiers(),
                sessions.get(1));
        return new Stake(army, targets, members(veteran.clan()));
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
    record Mustered(Program program, Army attacker, Stake stake) {

        Army defender() {
            return stake.defender();
        }

        Map<UUID, Side> roster() {
            var roster = new HashMap<UUID, Side>();
            attacker.players().forEach(player -> roster.put(player, Side.ATTACKER));
            stake.players().forEach(player -> roster.put(player, Side.DEFENDER));
            return roster;
        }

        /// Declares the war.
        UUID declare() {
            var declaration = Map.of(
                    "attacker_clan_id", attacker.clan(),
                    "defender_clan_id", defender().clan(),
                    "war_type", "TERRITORIAL",
                    "territories", stake.targetIds());
            // Only a leader or a deputy may declare.
            var war = program.http().send(Call.post("/clan-wars", declaration).as(leader()));
            return UUID.fromString(war.path("id").asString());
        }

        private Session leader() {
            var leader = attacker.soldiers().getFirst();
            return Session.open(program.http(), leader.login(), leader.password());
        }
    }
}
