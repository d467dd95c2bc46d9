package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static dev.warfront.identity.TestIdentity.player;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.AccessTokens.AccessToken;
import dev.warfront.identity.Accounts.Credentials;
import dev.warfront.identity.CreateGameServer.Access;
import dev.warfront.identity.CreateGameServer.Created;
import dev.warfront.identity.CreateGameServer.NewServer;
import dev.warfront.identity.Sessions.Session;
import dev.warfront.kernel.PlayerId;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What bears a secret and may come into a log or a message.
class HiddenSecretsTest {
    private static final String SECRET = "hush";
    private static final LoginName LOGIN = new LoginName("server");

    static Stream<Record> bearers() {
        var id = new PlayerId(new UUID(0, 7));
        var access = new Access(LOGIN, SECRET, new byte[32]);
        return Stream.of(
                access,
                new NewServer(id, access, SECRET),
                new Created(new GameServer(id, "eu-1", false, NOW, 1), LOGIN, SECRET, SECRET),
                new Credentials(player("anna"), SECRET),
                new AccessToken(SECRET, NOW),
                new TokenPair(SECRET, NOW, SECRET, NOW, NOW),
                new Session(player("anna"), SECRET, RefreshFamily.begin(new UUID(0, 8), id, NOW, RULES.token()), NOW));
    }

    @ParameterizedTest
    @MethodSource("bearers")
    void givenTheText_itDoesNotShowTheSecret(Record bearer) {
        assertThat(bearer.toString())
                .startsWith(bearer.getClass().getSimpleName())
                .doesNotContain(SECRET);
    }
}
