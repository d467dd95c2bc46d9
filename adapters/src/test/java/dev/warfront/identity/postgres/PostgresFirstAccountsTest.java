package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityEvent.AccountCreated;
import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.IdentityEvent.GameServerKeyChanged;
import dev.warfront.identity.IdentityEvent.PasswordChanged;
import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.IdentityRefusal;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.TokenPair;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Unavailable;
import dev.warfront.outbox.Outbox;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/// Starts of the program, over the real PostgreSQL, with a configuration that changes.
class PostgresFirstAccountsTest {
    private static final byte[] KEY = key(1);
    private static final byte[] ANOTHER_KEY = key(2);
    private static final String ANOTHER_PASSWORD = "another password";

    private final IdentityOnPostgres store = new IdentityOnPostgres();
    private final IdentityGame identity = store.game();
    private final LoginName login = new LoginName(anyLogin());

    @Test
    void givenAnotherKey_itIsTheServersFromThenOn_andThatIsPublishedOnce() {
        start(PASSWORD, KEY);
        var server = server();
        assertThat(run(store.servers.keyOf(server.value()))).isEqualTo(KEY);

        start(PASSWORD, ANOTHER_KEY);
        start(PASSWORD, ANOTHER_KEY);

        assertThat(run(store.servers.keyOf(server.value()))).isEqualTo(ANOTHER_KEY);
        assertThat(run(store.serversOfAnotherNode().keyOf(server.value()))).isEqualTo(ANOTHER_KEY);
        assertThat(identity.outbox.events(GameServerKeyChanged.class))
                .containsExactly(new GameServerKeyChanged(server, login.text(), NOW));
        assertThat(identity.outbox.events(PasswordChanged.class)).isEmpty();
    }

    @Test
    void givenAnotherPassword_itsSessionsEnd_andThatIsPublishedOnce() {
        start(PASSWORD, KEY);
        var session = done(logIn(PASSWORD)).refreshToken();

        start(ANOTHER_PASSWORD, KEY);
        start(ANOTHER_PASSWORD, KEY);

        assertThat(refusal(identity.renewed(session))).isEqualTo(new BadRefreshToken());
        assertThat(refusal(logIn(PASSWORD))).isEqualTo(new WrongCredentials());
        done(logIn(ANOTHER_PASSWORD));
        assertThat(identity.outbox.events(PasswordChanged.class)).containsExactly(new PasswordChanged(server(), NOW));
        assertThat(identity.outbox.events(GameServerKeyChanged.class)).isEmpty();
    }

    @Test
    void givenAnEventThatCannotBeStored_neitherKeyNorPasswordIsChanged() {
        start(PASSWORD, KEY);
        var session = done(logIn(PASSWORD)).refreshToken();
        Outbox brokenAtThePassword = events -> events.getFirst() instanceof PasswordChanged
                ? Mono.error(new Unavailable("the outbox", new IllegalStateException()))
                : Mono.empty();

        store.game(Neighbours.quiet().with(brokenAtThePassword))
                .firstAccounts
                .gameServer(login.text(), login, ANOTHER_PASSWORD, ANOTHER_KEY)
                .as(StepVerifier::create)
                .expectError(Unavailable.class)
                .verify(PATIENCE);

        assertThat(run(store.serversOfAnotherNode().keyOf(server().value()))).isEqualTo(KEY);
        done(logIn(PASSWORD));
        done(identity.renewed(session));
    }

    @Test
    void givenARevokedServer_neitherItsKeyNorItsPasswordIsChanged() {
        start(PASSWORD, KEY);
        done(identity.revokeServer.revoke(ADMIN, server(), 1));

        assertThat(run(configure(ANOTHER_PASSWORD, ANOTHER_KEY))).isFalse();

        assertThat(run(store.servers.find(server())).version()).isEqualTo(2);
        assertThat(identity.outbox.events(GameServerKeyChanged.class)).isEmpty();
        assertThat(identity.outbox.events(PasswordChanged.class)).isEmpty();
    }

    @RepeatedTest(3)
    void givenTheFirstStartOfManyNodesAtOnce_oneOfEachIsThere() {
        assertThat(atOnce(configure(PASSWORD, KEY))).containsOnly(true);

        done(logIn(PASSWORD));
        assertThat(run(store.serversOfAnotherNode().keyOf(server().value()))).isEqualTo(KEY);
    }

    @RepeatedTest(3)
    void givenTheFirstStartOfManyNodesAtOnce_oneAdministratorIsThere() {
        var admin = identity.firstAccounts.administrator(login, PASSWORD).thenReturn(true);

        assertThat(atOnce(admin)).containsOnly(true);

        done(logIn(PASSWORD));
        assertThat(identity.outbox.events(AccountCreated.class)).hasSize(1);
    }

    @RepeatedTest(3)
    void givenManyNodesWithAnotherConfigurationAtOnce_eachChangeIsMadeOnce() {
        start(PASSWORD, KEY);

        assertThat(atOnce(configure(ANOTHER_PASSWORD, ANOTHER_KEY))).containsOnly(true);

        done(logIn(ANOTHER_PASSWORD));
        assertThat(identity.outbox.events(PasswordChanged.class)).hasSize(1);
        assertThat(identity.outbox.events(GameServerKeyChanged.class)).hasSize(1);
    }

    private void start(String password, byte[] key) {
        assertThat(run(configure(password, key))).isTrue();
    }

    private Mono<Boolean> configure(String password, byte[] key) {
        return identity.firstAccounts.gameServer(login.text(), login, password, key);
    }

    private PlayerId server() {
        return identity.outbox.events(GameServerCreated.class).getFirst().server();
    }

    private Mono<Result<TokenPair, IdentityRefusal>> logIn(String password) {
        return identity.logIn.logIn(login.text(), password, UUID.randomUUID().toString());
    }

    private static <T> List<T> atOnce(Mono<T> start) {
        return run(Flux.merge(Stream.generate(() -> start.subscribeOn(Schedulers.parallel()))
                        .limit(4)
                        .toList())
                .collectList());
    }

    private static byte[] key(int of) {
        var key = new byte[32];
        Arrays.fill(key, (byte) of);
        return key;
    }
}
