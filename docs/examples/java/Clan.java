import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// A clan that may go to war.
record Clan(UUID id, Api leader, List<UUID> players) {
    private static final int MEMBERS = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// With 15 members, level 3 and money.
    static Clan found(URI base, Api admin, String name, String region) throws Exception {
        var run = random(3); // names are unique
        var members = new ArrayList<Member>();
        for (var number = 0; number < MEMBERS; number++) {
            members.add(register(base, (name + number + "_" + run).toLowerCase(Locale.ROOT)));
        }
        var leader = members.getFirst().api();
        var tag = run.substring(0, 5).toUpperCase(Locale.ROOT);
        var clan = leader.post("/clans", Map.of("name", name + " " + run, "tag", tag, "region", region))
                .path("id")
                .asString();
        for (var member : members.subList(1, MEMBERS)) {
            var invitation = leader.post("/clans/" + clan + "/invitations", Map.of("player_id", member.id()));
            var accept = "/clan-invitations/" + invitation.path("id").asString() + "/accept";
            member.api().post(accept, null, invitation.path("version").asLong());
        }
        var grant = Map.of("credits", 100_000, "experience", 5_000, "reason", "an example");
        admin.post("/admin/clans/" + clan + "/grants", grant);
        return new Clan(UUID.fromString(clan), leader, members.stream().map(Member::id).toList());
    }

    private static Member register(URI base, String login) throws Exception {
        var password = random(12);
        var form = Map.of("login", login, "password", password, "display_name", login);
        var id = new Api(base, null).post("/auth/register", form).path("id").asString();
        return new Member(UUID.fromString(id), new Api(base, new Config.Login(login, password)).logIn());
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private record Member(UUID id, Api api) {}
}
