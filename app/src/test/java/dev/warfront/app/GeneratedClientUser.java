package dev.warfront.app;

import dev.warfront.client.ApiClient;
import dev.warfront.client.ApiException;
import dev.warfront.client.api.AuditApi;
import dev.warfront.client.api.BattleApi;
import dev.warfront.client.api.GuildApi;
import dev.warfront.client.api.IdentityApi;
import dev.warfront.client.api.KernelApi;
import dev.warfront.client.api.ScoreApi;
import dev.warfront.client.api.TerritoryApi;
import dev.warfront.client.api.WarApi;
import dev.warfront.client.model.LogIn;
import dev.warfront.client.model.RegisterAccount;
import dev.warfront.client.model.Tokens;
import java.net.URI;
import java.util.UUID;

/// Somebody who uses the program by the generated client alone.
final class GeneratedClientUser {
    static final String PASSWORD = "made up for an example";

    final IdentityApi identity;
    final GuildApi clans;
    final TerritoryApi land;
    final WarApi wars;
    final BattleApi battles;
    final ScoreApi scores;
    final AuditApi audit;
    final KernelApi probes;

    private GeneratedClientUser(ApiClient client) {
        identity = new IdentityApi(client);
        clans = new GuildApi(client);
        land = new TerritoryApi(client);
        wars = new WarApi(client);
        battles = new BattleApi(client);
        scores = new ScoreApi(client);
        audit = new AuditApi(client);
        probes = new KernelApi(client);
    }

    static GeneratedClientUser stranger(URI program) {
        return new GeneratedClientUser(client(program));
    }

    static GeneratedClientUser registered(URI program, String login, String name) throws ApiException {
        var form = new RegisterAccount().login(login).password(PASSWORD).displayName(name);
        var _ = stranger(program).identity.registerAccount(form, null);
        return loggedIn(program, login, PASSWORD);
    }

    static GeneratedClientUser loggedIn(URI program, String login, String password) throws ApiException {
        return of(
                program,
                stranger(program).identity.logIn(new LogIn().login(login).password(password), null));
    }

    static GeneratedClientUser of(URI program, Tokens tokens) {
        var client = client(program);
        client.setRequestInterceptor(
                request -> request.header("Authorization", "Bearer " + tokens.getAccessToken()));
        return new GeneratedClientUser(client);
    }

    UUID id() throws ApiException {
        return identity.getOwnAccount(null).getId();
    }

    /// For a command that was never sent before.
    static String key() {
        return UUID.randomUUID().toString();
    }

    /// As `If-Match` has it.
    static String version(long version) {
        return "\"" + version + "\"";
    }

    private static ApiClient client(URI program) {
        return new ApiClient()
                .setScheme(program.getScheme())
                .setHost(program.getHost())
                .setPort(program.getPort());
    }
}
