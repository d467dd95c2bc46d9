import dev.warfront.client.model.CreateClan;
import dev.warfront.client.model.GrantToClan;
import dev.warfront.client.model.InvitePlayer;
import dev.warfront.client.model.RegisterAccount;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
        var form = new CreateClan().name(name + " " + run).tag(tag).region(region);
        var clan = leader.call(key -> leader.clans.createClan(key, form, null)).getId();
        for (var member : members.subList(1, MEMBERS)) {
            join(clan, leader, member);
        }
        var grant = new GrantToClan().credits(100_000L).experience(5_000L).reason("an example");
        admin.call(key -> admin.clans.grantToClan(clan, key, grant, null));
        return new Clan(clan, leader, members.stream().map(Member::id).toList());
    }

    private static void join(UUID clan, Api leader, Member member) throws Exception {
        var wish = new InvitePlayer().playerId(member.id());
        var invitation = leader.call(key -> leader.clans.invitePlayer(clan, key, wish, null));
        var version = Api.version(invitation.getVersion());
        member.api().call(key -> member.api().clans.acceptInvitation(invitation.getId(), key, version, null));
    }

    private static Member register(URI base, String login) throws Exception {
        var own = new Config.Login(login, random(12));
        var api = new Api(base, own);
        var form = new RegisterAccount().login(login).password(own.password()).displayName(login);
        var account = api.call(_ -> api.identity.registerAccount(form, null));
        return new Member(account.getId(), api.logIn());
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private record Member(UUID id, Api api) {}
}
