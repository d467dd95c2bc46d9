package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.StaleWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Limits of routes, before the transaction of their command.
class RouteLimitTest {
    private static final Limits LIMITS = new Limits();
    private static final Limitedly ROUTES = new Limitedly() {};

    private static HttpServer server;
    private static WebTestClient client;

    private final String clan = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        server = HttpServer.of(ROUTES, LIMITS);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void givenTheLimitIsReached_theNextWaits_andOtherKeysDoNot() {
        for (var i = 0; i < 3; i++) {
            post(clan).expectStatus().isOk();
        }

        post(clan)
                .expectStatus()
                .isEqualTo(429)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("RATE_LIMITED")
                .jsonPath("$.retry_at")
                .value(String.class, at -> assertThat(Instant.parse(at)).isAfter(Instant.now()));
        post(UUID.randomUUID().toString()).expectStatus().isOk();
    }

    @Test
    void givenARaceIsLost_theRequestIsCountedOnce() {
        ROUTES.racesToLose.set(2);

        for (var i = 0; i < 3; i++) {
            post(clan).expectStatus().isOk();
        }

        post(clan).expectStatus().isEqualTo(429);
    }

    @Test
    void givenALimit_itIsAskedOutsideOfTheTransaction() {
        post(clan).expectStatus().isOk();

        assertThat(LIMITS.insideOfATransaction).isFalse();
        assertThat(ROUTES.insideOfATransaction).isTrue();
    }

    @Test
    void givenARequestWithoutKey_itIsNotCounted() {
        for (var i = 0; i < 5; i++) {
            client.post()
                    .uri("/api/v1/limited")
                    .header(HttpServer.CALLER, UUID.randomUUID() + " PLAYER")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("nonsense")
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    @Test
    void givenARouteWhoseLimitIsNotDeclared_nothingStarts() {
        assertThatThrownBy(() -> HttpServer.of(new Limitedly() {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("things.make");
    }

    private static WebTestClient.ResponseSpec post(String clan) {
        return client.post()
                .uri("/api/v1/limited")
                .header(HttpServer.CALLER, UUID.randomUUID() + " PLAYER")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .bodyValue(Map.of("clan", clan))
                .exchange();
    }

    private static Mono<Boolean> insideOfATransaction() {
        return Mono.deferContextual(context -> Mono.just(context.hasKey(TransactionContext.class)));
    }

    /// Three an hour, by the clan that the body names.
    static final class Limits implements RouteLimit {
        private final AtomicBoolean insideOfATransaction = new AtomicBoolean();

        @Override
        public String name() {
            return "things.make";
        }

        @Override
        public Mono<String> key(Asked asked) {
            return insideOfATransaction()
                    .doOnNext(insideOfATransaction::set)
                    .flatMap(_ -> Mono.justOrEmpty(asked.body().path("clan").asStringOpt()));
        }

        @Override
        public int limit() {
            return 3;
        }

        @Override
        public Duration window() {
            return Duration.ofHours(1);
        }
    }

    /// Abstract, so that no scan takes it into a program.
    @RestController
    @Allow
    abstract static class Limitedly {
        private final AtomicInteger racesToLose = new AtomicInteger();
        private final AtomicBoolean insideOfATransaction = new AtomicBoolean();

        record ThingJson(String clan) {}

        @PostMapping("/api/v1/limited")
        @Limited("things.make")
        Mono<ResponseEntity<ThingJson>> make(@RequestBody ThingJson body) {
            return insideOfATransaction()
                    .doOnNext(insideOfATransaction::set)
                    .flatMap(_ -> racesToLose.getAndDecrement() > 0
                            ? Mono.error(new StaleWrite("thing"))
                            : Mono.just(Answer.ok(body)));
        }
    }
}
