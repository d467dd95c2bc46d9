package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.Transactions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// On the real PostgreSQL: an effect is a row in a table of this test.
class IdempotencyFilterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static HttpServer server;
    private static WebTestClient client;
    private static Commands commands;

    private final String key = UUID.randomUUID().toString();
    private final String caller = UUID.randomUUID() + " PLAYER";

    @BeforeAll
    static void start() {
        TestDatabase.get()
                .client()
                .sql("create table if not exists test_effects (name text not null)")
                .then()
                .block(PATIENCE);
        commands = new Commands(HttpServer.transactions()) {};
        server = HttpServer.of(commands);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void givenNoKey_theCommandIsRefused() {
        var answer = post("/api/v1/effects/created", caller, null, "\"a\"");

        assertThat(answer.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getResponseBody()).contains("IDEMPOTENCY_KEY_REQUIRED");
    }

    @Test
    void givenAKeyOfStrangeCharacters_itIsRefused() {
        var answer = post("/api/v1/effects/created", caller, "x".repeat(129), "\"a\"");

        assertThat(answer.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getResponseBody()).contains("VALIDATION_FAILED", "Idempotency-Key");
    }

    @Test
    void givenNobody_theCommandIsRefused() {
        client.post().uri("/api/v1/effects/created").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void givenARepeat_itIsAnsweredByteForByteAndDoneOnce() {
        var name = unique();

        var first = post("/api/v1/effects/created", caller, key, name);
        var second = post("/api/v1/effects/created", caller, key, name);

        assertThat(first.getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(first.getResponseHeaders().getFirst("Idempotency-Replayed")).isNull();
        assertThat(second.getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody()).isNotEmpty();
        assertThat(second.getResponseHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
        for (var header : new String[] {"ETag", "Location", "Content-Type", "Content-Length"}) {
            assertThat(second.getResponseHeaders().getFirst(header))
                    .isEqualTo(first.getResponseHeaders().getFirst(header))
                    .isNotNull();
        }
        assertThat(effects(name)).isOne();
    }

    @Test
    void givenAnotherBodyOrPath_theKeyIsNotReused() {
        post("/api/v1/effects/created", caller, key, unique());

        assertThat(post("/api/v1/effects/created", caller, key, unique()).getResponseBody())
                .contains("IDEMPOTENCY_KEY_REUSED");
        assertThat(post("/api/v1/effects/empty", caller, key, unique()).getStatus())
                .isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    void givenAnotherCaller_theKeyIsHis() {
        var name = unique();

        post("/api/v1/effects/created", caller, key, name);
        var other = post("/api/v1/effects/created", UUID.randomUUID() + " PLAYER", key, name);

        assertThat(other.getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(effects(name)).isEqualTo(2);
    }

    @Test
    void givenAnAnswerWithoutABody_itIsRepeatedToo() {
        var name = unique();

        var first = post("/api/v1/effects/empty", caller, key, name);
        var second = post("/api/v1/effects/empty", caller, key, name);

        assertThat(first.getStatus()).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(second.getStatus()).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(second.getResponseHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(effects(name)).isOne();
    }

    @Test
    void givenARefusal_nothingIsKeptAndTheKeyIsFree() {
        var name = unique();

        var refused = post("/api/v1/effects/refused", caller, key, name);
        var again = post("/api/v1/effects/refused", caller, key, name);

        assertThat(refused.getStatus()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(refused.getResponseBody()).contains("NO_MORE");
        assertThat(again.getResponseHeaders().getFirst("Idempotency-Replayed")).isNull();
        assertThat(effects(name)).isZero();
        assertThat(post("/api/v1/effects/created", caller, key, name).getStatus())
                .isEqualTo(HttpStatus.CREATED);
    }

    @Test
    void givenAFailureAfterTheEffect_nothingIsKept() {
        var name = unique();

        var failed = post("/api/v1/effects/bug", caller, key, name);

        assertThat(failed.getStatus()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(effects(name)).isZero();
    }

    @Test
    void givenTheSameKeyInWork_theSecondIsToldSo() throws InterruptedException {
        var name = unique();
        var entered = commands.gate();
        var first = Mono.fromCallable(() -> post("/api/v1/effects/held", caller, key, name))
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
                .toFuture();
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

        var second = post("/api/v1/effects/held", caller, key, name);
        commands.open();

        assertThat(second.getStatus()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(second.getResponseBody()).contains("IDEMPOTENCY_IN_PROGRESS");
        assertThat(first.orTimeout(20, TimeUnit.SECONDS).join().getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(effects(name)).isOne();
    }

    @Test
    void givenLostRaces_theCommandIsRunAgainAndDoneOnce() {
        var name = unique();
        commands.racesToLose.set(2);

        var answer = post("/api/v1/effects/raced", caller, key, name);

        assertThat(answer.getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(effects(name)).isOne();
    }

    @Test
    void givenRacesLostWithoutEnd_itGivesUp() {
        var name = unique();
        commands.racesToLose.set(100);

        var answer = post("/api/v1/effects/raced", caller, key, name);

        assertThat(answer.getStatus()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(answer.getResponseBody()).contains("VERSION_CONFLICT");
        assertThat(commands.racesToLose.get()).isEqualTo(96); // once, and three times again
        assertThat(effects(name)).isZero();
    }

    @Test
    void givenALostRaceWithAVersionOfTheClient_itIsNotRunAgain() {
        commands.racesToLose.set(100);

        client.post()
                .uri("/api/v1/effects/versioned")
                .header(HttpServer.CALLER, caller)
                .header("Idempotency-Key", key)
                .header("If-Match", "1")
                .exchange()
                .expectStatus()
                .isEqualTo(412);

        assertThat(commands.racesToLose.get()).isEqualTo(99);
    }

    @Test
    void givenADeadlock_theCommandIsRunAgain() {
        var name = unique();
        commands.racesToLose.set(1);

        var answer = post("/api/v1/effects/deadlocked", caller, key, name);

        assertThat(answer.getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(effects(name)).isOne();
    }

    @Test
    void givenARouteThatDeclaresIt_noKeyIsAskedFor() {
        assertThat(post("/api/v1/effects/unkeyed", caller, null, unique()).getStatus())
                .isEqualTo(HttpStatus.CREATED);
    }

    private static String unique() {
        return "\"" + UUID.randomUUID() + "\"";
    }

    private static long effects(String name) {
        var count = TestDatabase.get()
                .client()
                .sql("select count(*) from test_effects where name = :name")
                .bind("name", name)
                .mapValue(Long.class)
                .one()
                .block(PATIENCE);
        return count == null ? -1 : count;
    }

    private static EntityExchangeResult<String> post(String path, String caller, @Nullable String key, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    headers.set(HttpServer.CALLER, caller);
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    /// Abstract, so that no scan takes it into a program.
    @RestController
    @Allow
    abstract static class Commands {
        private final Transactions transactions;
        private final AtomicInteger racesToLose = new AtomicInteger();
        private volatile CountDownLatch entered = new CountDownLatch(1);
        private volatile Sinks.Empty<Void> gate = Sinks.empty();

        Commands(Transactions transactions) {
            this.transactions = transactions;
        }

        CountDownLatch gate() {
            gate = Sinks.empty();
            entered = new CountDownLatch(1);
            return entered;
        }

        void open() {
            gate.tryEmitEmpty();
        }

        @PostMapping("/api/v1/effects/unkeyed")
        @WithoutKey("says who it is")
        @ResponseStatus(HttpStatus.CREATED)
        Mono<HttpEntity<Json>> unkeyed(Caller caller, @RequestBody String name) {
            return create(caller, name);
        }

        @PostMapping("/api/v1/effects/created")
        @ResponseStatus(HttpStatus.CREATED)
        Mono<HttpEntity<Json>> create(Caller caller, @RequestBody String name) {
            return effect(name).thenReturn(Answer.created("/api/v1/effects/1", new Json(UUID.randomUUID(), "é"), 1));
        }

        @GetMapping("/api/v1/effects/{id}")
        Mono<ResponseEntity<Void>> get(@PathVariable int id) {
            return Mono.just(id).map(_ -> ResponseEntity.ok().<Void>build());
        }

        @PostMapping("/api/v1/effects/empty")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        Mono<Void> empty(@RequestBody String name) {
            return effect(name);
        }

        @PostMapping("/api/v1/effects/refused")
        Mono<ResponseEntity<Void>> refuse(@RequestBody String name) {
            return effect(name)
                    .then(Mono.error(() -> new ProblemException(Problem.with(HttpStatus.CONFLICT, "NO_MORE"))));
        }

        @PostMapping("/api/v1/effects/bug")
        Mono<ResponseEntity<Void>> fail(@RequestBody String name) {
            return effect(name).then(Mono.error(new IllegalStateException("on purpose")));
        }

        @PostMapping("/api/v1/effects/held")
        @ResponseStatus(HttpStatus.CREATED)
        Mono<HttpEntity<String>> hold(@RequestBody String name) {
            return effect(name)
                    .doOnSuccess(_ -> entered.countDown())
                    .then(Mono.defer(() -> gate.asMono()))
                    .thenReturn(Answer.created("/api/v1/effects/1", "held", 1));
        }

        @PostMapping("/api/v1/effects/{way:raced|deadlocked}")
        @ResponseStatus(HttpStatus.CREATED)
        Mono<HttpEntity<String>> race(@PathVariable String way, @RequestBody String name) {
            var lost = way.equals("raced")
                    ? Mono.<Void>error(new StaleWrite("effect"))
                    : sql("do $$ begin raise sqlstate '40P01'; end $$");
            return effect(name)
                    .then(Mono.defer(() -> racesToLose.getAndDecrement() > 0 ? lost : Mono.empty()))
                    .thenReturn(Answer.created("/api/v1/effects/1", "raced", 1));
        }

        @PostMapping("/api/v1/effects/versioned")
        Mono<ResponseEntity<Void>> versioned(IfMatch ifMatch) {
            return Mono.defer(() -> {
                racesToLose.decrementAndGet();
                return Mono.error(new StaleWrite("effect at " + ifMatch.version()));
            });
        }

        private Mono<Void> effect(String name) {
            return TestDatabase.get()
                    .client()
                    .sql("insert into test_effects (name) values (:name)")
                    .bind("name", name)
                    .then()
                    .as(transactions::inTransaction);
        }

        private static Mono<Void> sql(String sql) {
            return TestDatabase.get().client().sql(sql).then();
        }
    }

    record Json(UUID id, String displayName) {}
}
