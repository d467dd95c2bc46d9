package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.RULES;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.CreateGameServer;
import dev.warfront.identity.ExchangeServerKey.Exchanged;
import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The signing key of a game server is exchanged while it fights.
class ExchangedKeysTest {
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final IdentityOnPostgres store = new IdentityOnPostgres();
    private final IdentityGame identity = store.game();
    private final PostgresGameServers onAnotherNode = store.serversOfAnotherNode();
    private final CreateGameServer.Created created = done(identity.newServer(anyLogin()));
    private final PlayerId server = created.server().id();

    @Test
    void givenAnExchange_theFormerKeySignsUntilAllNodesKnowTheNewOne() {
        assertThat(acceptedBy(onAnotherNode)).containsExactly(created.signingKey());

        var exchanged = exchange(1);

        assertThat(acceptedBy(store.servers)).containsExactly(exchanged.signingKey(), created.signingKey());
        assertThat(signingOn(store.servers)).isEqualTo(created.signingKey());
        store.clock.advance(RULES.token().staleness());
        assertThat(acceptedBy(onAnotherNode)).containsExactly(exchanged.signingKey(), created.signingKey());

        store.clock.set(exchanged.rotation().signsFrom());

        assertThat(signingOn(store.servers)).isEqualTo(exchanged.signingKey());
        assertThat(signingOn(onAnotherNode)).isEqualTo(exchanged.signingKey());
    }

    @Test
    void givenAnExchange_theFormerKeyIsAcceptedForTheOverlap_andThenNot() {
        var exchanged = exchange(1);

        store.clock.set(exchanged.rotation().formerUntil().minus(A_MOMENT));
        assertThat(acceptedBy(store.servers)).containsExactly(exchanged.signingKey(), created.signingKey());

        store.clock.advance(A_MOMENT);
        assertThat(acceptedBy(store.servers)).containsExactly(exchanged.signingKey());
    }

    @Test
    void givenASecondExchangeWithinTheOverlap_theOldestKeyIsAcceptedNoLonger() {
        var second = exchange(1);
        store.clock.set(second.rotation().signsFrom());

        var third = exchange(2);

        assertThat(acceptedBy(store.servers)).containsExactly(third.signingKey(), second.signingKey());
        assertThat(signingOn(store.servers)).isEqualTo(second.signingKey());
    }

    @Test
    void givenAnExchange_aRevocationEndsBothKeys() {
        exchange(1);

        done(identity.revokeServer.revoke(ADMIN, server, 2));

        assertThat(store.servers.acceptedOf(server.value()).blockOptional(PATIENCE))
                .isEmpty();
        assertThat(store.servers.keyOf(server.value()).blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void givenAnExchange_aConfiguredKeyEndsBothAtOnce() {
        exchange(1);
        var configured = new byte[32];

        var changed =
                run(store.servers.changeKey(server, configured).as(KernelOnPostgres.transactions()::inTransaction));

        assertThat(changed).isTrue();
        assertThat(acceptedBy(store.servers)).containsExactly("0".repeat(64));
    }

    @Test
    void givenAnExchange_theProgramsOwnKeyStays() {
        var before = hex(run(store.servers.keyOf(SigningKeys.PROGRAM)));

        exchange(1);

        assertThat(run(store.serversOfAnotherNode().acceptedOf(SigningKeys.PROGRAM)).stream()
                        .map(ExchangedKeysTest::hex))
                .containsExactly(before);
    }

    private Exchanged exchange(long version) {
        return done(identity.exchangeKey.exchange(server, version));
    }

    private List<String> acceptedBy(SigningKeys node) {
        return run(node.acceptedOf(server.value())).stream()
                .map(ExchangedKeysTest::hex)
                .toList();
    }

    private String signingOn(SigningKeys node) {
        return hex(run(node.keyOf(server.value())));
    }

    private static String hex(byte[] key) {
        return HexFormat.of().formatHex(key);
    }
}
