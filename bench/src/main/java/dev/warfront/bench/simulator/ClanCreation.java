package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.SimulatedClan.SimulatedPlayer;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.Session;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Creates clans: registers players, founds the clan, fills it, and lets an administrator grant what a war takes.
final class ClanCreation {
    /// Members a clan must have to be in a war.
    static final int SIZE = 15;

    private static final int AT_ONCE = 4;
    private static final int OFFICERS = 2;
    private static final int LEVEL = 3;
    private static final long EXPERIENCE = 5_000;
    private static final long CREDITS = 100_000;

    private final Program program;
    private final HttpApi http;
    private final String run;

    /// @param run makes names unique, a few letters and digits
    ClanCreation(Program program, String run) {
        this.program = program;
        this.http = program.http();
        this.run = run;
    }

    /// @param name of the clan, whose first letters begin its players' names
    SimulatedClan create(String name, String region) {
        var word = name.substring(name.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        var newPlayers =
                Parallel.map(IntStream.range(0, SIZE).boxed().toList(), AT_ONCE, number -> register(word, number));
        var leader = newPlayers.getFirst();
        var tag = (word.charAt(0) + run).toUpperCase(Locale.ROOT);
        var founding = Map.of("name", name + " " + run, "tag", tag, "region", region);
        var clan = id(http.send(Call.post("/clans", founding).as(leader.session())));
        fill(clan, leader, newPlayers.subList(1, SIZE));
        promote(clan, leader, newPlayers.subList(1, 1 + OFFICERS));
        grant(clan);
        var members = newPlayers.stream().map(NewPlayer::player).toList();
        return new SimulatedClan(
                clan, name, tag, region, members, newPlayers.get(1).session());
    }

    private NewPlayer register(String word, int number) {
        var login = "%s%02d_%s".formatted(word, number, run);
        var password = UUID.randomUUID().toString();
        try {
            var form = Map.of("login", login, "password", password, "display_name", login);
            var _ = http.send(Call.post("/auth/register", form));
        } catch (Refused refused) {
            takenByUs(refused);
        }
        var session = Session.open(http, login, password);
        var player = id(http.send(Call.get("/me").as(session)));
        return new NewPlayer(new SimulatedPlayer(player, login, password), session);
    }

    /// Names are unique to the run: one that is taken was registered by the attempt whose answer was lost.
    private static void takenByUs(Refused refused) {
        if (!refused.code().equals("NAME_TAKEN")) {
            throw refused;
        }
    }

    private void fill(UUID clan, NewPlayer leader, List<NewPlayer> others) {
        var _ = Parallel.map(others, AT_ONCE, newPlayer -> {
            var invitation = http.send(Call.post(
                            "/clans/" + clan + "/invitations",
                            Map.of("player_id", newPlayer.player().id()))
                    .as(leader.session()));
            return http.send(Call.post("/clan-invitations/" + id(invitation) + "/accept", Map.of())
                    .as(newPlayer.session())
                    .ifMatch(invitation.path("version").asLong()));
        });
    }

    private void promote(UUID clan, NewPlayer leader, List<NewPlayer> officers) {
        var members = http.get("/clans/" + clan + "/members?limit=100").path("items");
        for (var officer : officers) {
            var path = "/clans/" + clan + "/members/" + officer.player().id();
            var _ = http.send(Call.put(path, Map.of("rank", "OFFICER"))
                    .as(leader.session())
                    .ifMatch(version(members, officer.player().id())));
        }
    }

    private static long version(JsonNode members, UUID player) {
        return members.valueStream()
                .filter(member -> member.path("player_id").asString().equals(player.toString()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(player + " accepted, but is not in the clan"))
                .path("version")
                .asLong();
    }

    private void grant(UUID clan) {
        var grant = Map.of("credits", CREDITS, "experience", EXPERIENCE, "reason", "simulated war " + run);
        var answer =
                http.send(Call.post("/admin/clans/" + clan + "/grants", grant).as(program.admin()));
        if (answer.path("level").asInt() < LEVEL) {
            throw new IllegalStateException("%d experience make level %d, which may not go to war"
                    .formatted(EXPERIENCE, answer.path("level").asInt()));
        }
    }

    private static UUID id(JsonNode resource) {
        return UUID.fromString(resource.path("id").asString());
    }

    private record NewPlayer(SimulatedPlayer player, Session session) {}
}
