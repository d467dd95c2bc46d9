package dev.warfront.identity.http;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.RULES;

import dev.warfront.identity.jwt.KeyRing;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.crypto.SealedValues;
import dev.warfront.kernel.http.HttpServer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;

/// Keys are changed by administrators alone.
class KeysHttpTest {
    private final MutableClock clock = new MutableClock(NOW);
    private final KeyRing ring = new KeyRing(
            new HttpServer.TestKeys(),
            RULES,
            new DirectTransactions(),
            UUID::randomUUID,
            clock,
            new ClockTicker(clock));
    private final HttpServer server = HttpServer.of(new KeysController(ring, new Values(700)));
    private final WebTestClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenARequestForAnotherTokenKey_itIsPublishedAndSaysFromWhenItSigns() {
        ring.signing().block(PATIENCE);

        post("/api/v1/admin/keys/rotate", "ADMIN")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.kid")
                .exists()
                .jsonPath("$.signs_from")
                .isEqualTo("2026-12-01T10:02:00.000Z");
    }

    @Test
    void givenSealedValues_eachRequestSealsABatch_andSaysHowManyAreLeft() {
        post("/api/v1/admin/keys/reseal", "SUPER_ADMIN")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.resealed")
                .isEqualTo(500)
                .jsonPath("$.remaining")
                .isEqualTo(200);
        post("/api/v1/admin/keys/reseal", "ADMIN")
                .expectBody()
                .jsonPath("$.resealed")
                .isEqualTo(200)
                .jsonPath("$.remaining")
                .isEqualTo(0);
    }

    @Test
    void givenAModerator_keysAreForbidden() {
        for (var path : List.of("/api/v1/admin/keys/rotate", "/api/v1/admin/keys/reseal")) {
            post(path, "MODERATOR")
                    .expectStatus()
                    .isForbidden()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("FORBIDDEN");
        }
    }

    private ResponseSpec post(String path, String role) {
        return client.post()
                .uri(path)
                .header(HttpServer.CALLER, ADMIN.value() + " " + role)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .exchange();
    }

    /// So many that another key sealed.
    private static final class Values implements SealedValues {
        private final AtomicInteger left;

        Values(int count) {
            this.left = new AtomicInteger(count);
        }

        @Override
        public Mono<Integer> reseal(int max) {
            return Mono.fromSupplier(() -> Math.min(max, left.getAndUpdate(count -> Math.max(0, count - max))));
        }

        @Override
        public Mono<Long> ofOtherKeys() {
            return Mono.fromSupplier(left::longValue);
        }
    }
}
