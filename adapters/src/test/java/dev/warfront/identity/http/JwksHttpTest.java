package dev.warfront.identity.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.jwt.KeyRing;
import dev.warfront.kernel.http.HttpServer;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The keys that others check tokens with.
class JwksHttpTest {
    @Test
    void givenNoKeyYet_oneIsMade_andItsPublicPartAloneIsShown() {
        var keys = new KeyRing(
                new HttpServer.TestKeys(),
                TestIdentity.RULES,
                HttpServer.transactions(),
                UUID::randomUUID,
                Clock.systemUTC(),
                Ticker.systemTicker());
        try (var server = HttpServer.of(new JwksController(keys))) {
            server.client()
                    .get()
                    .uri("/.well-known/jwks.json")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("Cache-Control", "max-age=60, public")
                    .expectBody()
                    .jsonPath("$.keys.length()")
                    .isEqualTo(1)
                    .jsonPath("$.keys[0].kty")
                    .isEqualTo("EC")
                    .jsonPath("$.keys[0].crv")
                    .isEqualTo("P-256")
                    .jsonPath("$.keys[0].d")
                    .doesNotExist();
        }
    }
}
