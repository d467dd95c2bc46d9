package dev.warfront.packaged;

import dev.warfront.bench.simulator.Credentials;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.ServerKey;
import dev.warfront.bench.wire.Session;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/// The secrets of one run of the tests, made anew each time.
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Credentials.Login ADMIN = new Credentials.Login("admin", password());

    private static final Credentials.Login SERVER = new Credentials.Login("game-server", password());

    private static final String SIGNING_KEY = HexFormat.of().formatHex(bytes());

    /// As the program is configured with them.
    static final Map<String, String> SETTINGS = Map.of(
            "warfront.identity.encryption-key", Base64.getEncoder().encodeToString(bytes()),
            "warfront.identity.admin.login", ADMIN.name(),
            "warfront.identity.admin.password", ADMIN.password(),
            "warfront.identity.game-server.name", "first",
            "warfront.identity.game-server.login", SERVER.name(),
            "warfront.identity.game-server.password", SERVER.password(),
            "warfront.identity.game-server.signing-key", SIGNING_KEY);

    private Secrets() {}

    /// As a client uses them.
    static Credentials credentials(HttpApi program) {
        var server = Session.open(program, SERVER.name(), SERVER.password());
        var id = program.send(Call.get("/me").as(server)).path("id").asString();
        return new Credentials(ADMIN, SERVER, new ServerKey(UUID.fromString(id), SIGNING_KEY));
    }

    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    private static byte[] bytes() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
