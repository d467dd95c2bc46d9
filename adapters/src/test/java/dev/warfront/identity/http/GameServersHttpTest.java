package dev.warfront.identity.http;

import static dev.warfront.identity.http.IdentityApi.ADMIN;
import static dev.warfront.identity.http.IdentityApi.code;
import static dev.warfront.identity.http.IdentityApi.field;
import static dev.warfront.identity.http.IdentityApi.player;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.Passwords;
import dev.warfront.identity.TestIdentity.PlainPasswords;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.transaction.reactive.TransactionContext;
import reactor.core.publisher.Mono;

/// The game servers that administrators make and revoke, and each code of these routes.
class GameServersHttpTest {
    private final WatchedPasswords passwords = new WatchedPasswords();
    private final IdentityApi api = new IdentityApi(Neighbours.quiet().with(passwords));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void givenGameServers_anAdministratorListsThem_newestFirst() {
        api.createServer("eu-1").expectStatus().isCreated();
        api.clock.advance(Duration.ofSeconds(1));
        api.createServer("eu-2").expectStatus().isCreated();
        code(api.createServer("EU-1"), 409, "NAME_TAKEN");

        admin("/api/v1/admin/game-servers?limit=1")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].name")
                .isEqualTo("eu-2")
                .jsonPath("$.next_cursor")
                .isEqualTo("1");
        admin("/api/v1/admin/game-servers?limit=1&cursor=1")
                .expectBody()
                .jsonPath("$.items[0].name")
                .isEqualTo("eu-1")
                .jsonPath("$.next_cursor")
                .isEmpty();
    }

    @Test
    void givenANewGameServer_itsPasswordIsHashedOnce_beforeTheTransaction() {
        api.createServer("eu-1").expectStatus().isCreated();

        assertThat(passwords.hashedInsideOfATransaction).containsExactly(false);
    }

    @Test
    void givenAGameServer_itIsReadByIdAndRevoked() {
        var id = field(api.createServer("eu-1"), "id");
        var path = "/api/v1/admin/game-servers/" + id;

        admin(path)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.revoked")
                .isEqualTo(false)
                .jsonPath("$.password")
                .doesNotExist();
        code(delete(path, null), 428, "IF_MATCH_REQUIRED");
        code(delete(path, "\"2\""), 412, "VERSION_CONFLICT");
        delete(path, "\"1\"").expectStatus().isNoContent().expectBody().isEmpty();
        code(delete(path, "\"2\""), 404, "GAME_SERVER_NOT_FOUND");
        admin(path).expectBody().jsonPath("$.revoked").isEqualTo(true);
        code(admin("/api/v1/admin/game-servers/" + UUID.randomUUID()), 404, "GAME_SERVER_NOT_FOUND");
    }

    @Test
    void givenAGameServer_itsKeyIsExchanged_andTheNewOneShownThisOnce() {
        var made = api.createServer("eu-1");
        var id = field(made, "id");
        var path = "/api/v1/admin/game-servers/" + id;

        code(exchangeKey(id, ADMIN, null), 428, "IF_MATCH_REQUIRED");
        code(exchangeKey(id, ADMIN, "\"2\""), 412, "VERSION_CONFLICT");
        exchangeKey(id, ADMIN, "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id)
                .jsonPath("$.signing_key")
                .value(String.class, key -> assertThat(key).matches("[0-9a-f]{64}"))
                .jsonPath("$.signs_from")
                .isEqualTo("2026-12-01T10:00:10.000Z")
                .jsonPath("$.former_until")
                .isEqualTo("2026-12-02T10:00:00.000Z")
                .jsonPath("$.version")
                .isEqualTo(2);
        admin(path)
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.signing_key")
                .doesNotExist();

        delete(path, "\"2\"").expectStatus().isNoContent();
        code(exchangeKey(id, ADMIN, "\"3\""), 404, "GAME_SERVER_NOT_FOUND");
        code(exchangeKey(UUID.randomUUID().toString(), ADMIN, "\"1\""), 404, "GAME_SERVER_NOT_FOUND");
    }

    @Test
    void givenAPlayer_gameServersAreForbidden() {
        var path = "/api/v1/admin/game-servers";
        var someone = player(new PlayerId(UUID.randomUUID()));

        code(exchangeKey(UUID.randomUUID().toString(), someone, "\"1\""), 403, "FORBIDDEN");
        code(api.get(path, someone), 403, "FORBIDDEN");
        code(api.client().get().uri(path).exchange(), 401, "UNAUTHENTICATED");
    }

    private ResponseSpec admin(String path) {
        return api.get(path, ADMIN);
    }

    private ResponseSpec exchangeKey(String id, String by, @Nullable String version) {
        return api.client()
                .post()
                .uri("/api/v1/admin/game-servers/" + id + "/keys")
                .headers(headers -> {
                    headers.set(HttpServer.CALLER, by);
                    headers.set("Idempotency-Key", UUID.randomUUID().toString());
                    if (version != null) {
                        headers.set("If-Match", version);
                    }
                })
                .exchange();
    }

    private ResponseSpec delete(String path, @Nullable String version) {
        return api.client()
                .delete()
                .uri(path)
                .headers(headers -> {
                    headers.set(HttpServer.CALLER, ADMIN);
                    if (version != null) {
                        headers.set("If-Match", version);
                    }
                })
                .exchange();
    }

    /// Whether a connection waited for each hash.
    private static final class WatchedPasswords implements Passwords {
        private final PlainPasswords plain = new PlainPasswords();
        private final List<Boolean> hashedInsideOfATransaction = new CopyOnWriteArrayList<>();

        @Override
        public Mono<String> hash(String password) {
            return Mono.deferContextual(context -> {
                hashedInsideOfATransaction.add(context.hasKey(TransactionContext.class));
                return plain.hash(password);
            });
        }

        @Override
        public Mono<Boolean> matches(String password, String hash) {
            return plain.matches(password, hash);
        }

        @Override
        public Mono<Boolean> matchesNothing(String password) {
            return plain.matchesNothing(password);
        }
    }
}
