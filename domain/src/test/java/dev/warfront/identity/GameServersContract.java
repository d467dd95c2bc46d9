package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.player;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every store of game servers promises.
public interface GameServersContract {
    IdentityPorts ports();

    private static byte[] anyKey() {
        return new byte[32];
    }

    private GameServer server(String name, Instant createdAt) {
        var account = ports().stored(player(anyLogin()));
        return new GameServer(account.id(), name, false, createdAt, 1);
    }

    private GameServer stored(String name, Instant createdAt) {
        var server = server(name, createdAt);
        ports().done(ports().servers().add(server, anyKey()));
        return server;
    }

    @Test
    default void givenNoSubscriber_noServerIsAdded() {
        var server = server(anyLogin(), NOW);
        var unused = ports().servers().add(server, anyKey());

        ports().servers().find(server.id()).as(StepVerifier::create).verifyComplete();
    }

    @Test
    default void givenAServer_itIsFoundAndTrusted() {
        var server = stored(anyLogin(), NOW);

        assertThat(ports().run(ports().servers().find(server.id()))).isEqualTo(server);
        assertThat(ports().run(ports().servers().lock(server.id()))).isEqualTo(server);
        assertThat(ports().run(ports().servers().isTrusted(server.id()))).isTrue();
    }

    @Test
    default void givenNone_nothingIsFoundOrTrusted() {
        var nobody = new PlayerId(UUID.randomUUID());

        ports().servers().find(nobody).as(StepVerifier::create).verifyComplete();
        ports().servers()
                .lock(nobody)
                .as(ports().transactions()::inTransaction)
                .as(StepVerifier::create)
                .verifyComplete();
        assertThat(ports().run(ports().servers().isTrusted(nobody))).isFalse();
    }

    @Test
    default void givenARevokedServer_itIsFoundAndNotTrusted_howeverOftenItIsRevoked() {
        var server = stored(anyLogin(), NOW);

        ports().done(ports().servers().revoke(server.id(), NOW));
        ports().done(ports().servers().revoke(server.id(), NOW.plusSeconds(1)));

        assertThat(ports().run(ports().servers().find(server.id()))).isEqualTo(server.revoke());
        assertThat(ports().run(ports().servers().isTrusted(server.id()))).isFalse();
    }

    @Test
    default void givenAnotherKey_itIsChangedOnce_andTheVersionRises() {
        var server = stored(anyLogin(), NOW);
        var another = anyKey();
        another[0] = 1;

        assertThat(ports().run(ports().servers().changeKey(server.id(), anyKey())))
                .isFalse();
        assertThat(ports().run(ports().servers().changeKey(server.id(), another)))
                .isTrue();
        assertThat(ports().run(ports().servers().changeKey(server.id(), another)))
                .isFalse();

        assertThat(ports().run(ports().servers().find(server.id())).version()).isEqualTo(2);
    }

    @Test
    default void givenAnExchange_theNewKeyIsThatOfTheServer_andTheVersionRises() {
        var server = stored(anyLogin(), NOW);
        var another = anyKey();
        another[0] = 1;
        var rotation = new KeyRotation(NOW.plusSeconds(10), NOW.plusSeconds(60));

        var unused = ports().servers().exchangeKey(server.id(), another, rotation);
        assertThat(ports().run(ports().servers().find(server.id()))).isEqualTo(server);
        ports().done(ports().servers().exchangeKey(server.id(), another, rotation));

        assertThat(ports().run(ports().servers().find(server.id()))).isEqualTo(server.changed());
        assertThat(ports().run(ports().servers().isTrusted(server.id()))).isTrue();
        assertThat(ports().run(ports().servers().changeKey(server.id(), another)))
                .isFalse();
        assertThat(ports().run(ports().servers().changeKey(server.id(), anyKey())))
                .isTrue();
    }

    @Test
    default void givenANameInUse_itIsTaken_untilItsServerIsRevoked() {
        var first = stored(anyLogin(), NOW);
        var second = server(first.name().toUpperCase(Locale.ROOT), NOW);

        ports().servers()
                .add(second, anyKey())
                .as(ports().transactions()::inTransaction)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                AlreadyTaken.class,
                                taken -> assertThat(taken.constraint()).isEqualTo(GameServers.NAME)))
                .verify(PATIENCE);
        ports().done(ports().servers().revoke(first.id(), NOW));
        ports().done(ports().servers().add(second, anyKey()));

        assertThat(ports().run(ports().servers().find(second.id()))).isEqualTo(second);
    }

    @Test
    default void givenManyServers_pagesShowEachOnce_newestFirst_andRevokedOnesToo() {
        var old = stored(anyLogin(), NOW);
        var young = stored(anyLogin(), NOW.plusSeconds(2));
        var revoked = stored(anyLogin(), NOW.plusSeconds(1));
        ports().done(ports().servers().revoke(revoked.id(), NOW.plusSeconds(3)));

        var shown = ports().servers()
                .page(new PageRequest(1, null))
                .expand(page -> page.nextCursor() == null
                        ? Mono.empty()
                        : ports().servers().page(new PageRequest(1, page.nextCursor())))
                .concatMapIterable(page -> page.items())
                .collectList()
                .block(PATIENCE);

        assertThat(Objects.requireNonNull(shown))
                .doesNotHaveDuplicates()
                .containsSubsequence(young, revoked.revoke(), old);
    }
}
