package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.http.ReadyReads.ReadyAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Forged tokens without end, from an address where others are too: five of them are checked, one more every
/// ten seconds; two of a session that was seen here, one more every thirty.
class UnverifiedTokensHttpTest {
    private static final int CHECKS = 5;
    private static final int SESSION_CHECKS = 2;
    private static final int FLOOD = 20;
    private static final int SIGNATURE_BYTES = 64;
    private static final Duration ONE_COMES_BACK = Duration.ofSeconds(10);
    private static final String MINE = "/api/v1/shown/" + UUID.randomUUID() + "/mine";

    private final Random random = new Random(8);
    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final HttpServer server = HttpServer.limitedChecks(
            new Rate(6, Duration.ofMinutes(1), CHECKS),
            new Rate(2, Duration.ofMinutes(1), SESSION_CHECKS),
            new ClockTicker(clock),
            new Shown() {},
            (ReadyReads) UnverifiedTokensHttpTest::ready);
    private final WebTestClient client = server.client();
    private String verified = "";
    private String unseen = "";

    @BeforeEach
    void showATokenOnce() {
        verified = newToken();
        unseen = newToken();
        show(verified, HttpMethod.GET, MINE, "*/*").expectStatus().isOk();
        clock.advance(ONE_COMES_BACK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/shown/{id}, application/json",
        "GET, /api/v1/shown/{id}, 'application/json, text/plain'",
        "GET, /api/v1/shown/{id}/mine, application/json",
        "POST, /api/v1/shown, application/json",
        "GET, /api/v1/hot, application/json",
        "GET, /api/v1/nowhere, application/json",
    })
    void givenForgedTokens_eachIsCountedAndCheckedOnce_andThenNoneIs_butWhoIsVerifiedIsServed(
            HttpMethod method, String path, String accepted) {
        var checked = checked();

        var statuses = IntStream.range(0, FLOOD)
                .mapToObj(_ -> statusOf(show(forged(), method, path, accepted)))
                .toList();

        assertThat(statuses.subList(0, CHECKS)).containsOnly(401);
        assertThat(statuses.subList(CHECKS, FLOOD)).containsOnly(429);
        assertThat(checked() - checked).isEqualTo(CHECKS);
        show(verified, HttpMethod.GET, MINE, "application/json").expectStatus().isOk();
        show(verified, HttpMethod.POST, "/api/v1/shown", "application/json")
                .expectStatus()
                .isOk();
        assertThat(checked() - checked).isEqualTo(CHECKS);
    }

    @Test
    void givenNoneLeft_theAnswerSaysWhenToComeAgain_andThenOneIsChecked() {
        exhaust();

        show(forged(), HttpMethod.GET, MINE, "application/json")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "10")
                .expectHeader()
                .valueEquals("RateLimit", "\"unverified\";r=0;t=50")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("RATE_LIMITED");
        assertThat(server.metrics()
                        .counter("war.http.requests.limited", "limit", "unverified")
                        .count())
                .isPositive();

        clock.advance(ONE_COMES_BACK);
        show(newToken(), HttpMethod.GET, MINE, "application/json")
                .expectStatus()
                .isOk();
    }

    @Test
    void givenManyWhoHaveJustLoggedIn_eachPaysForItsFirstRequestAlone() {
        var tokens = IntStream.range(0, CHECKS).mapToObj(_ -> newToken()).toList();

        for (var token :
                Collections.nCopies(4, tokens).stream().flatMap(List::stream).toList()) {
            show(token, HttpMethod.GET, MINE, "application/json").expectStatus().isOk();
        }
        show(newToken(), HttpMethod.GET, MINE, "application/json")
                .expectStatus()
                .isEqualTo(429);
    }

    @Test
    void givenNoneLeft_theNextTokenOfASessionThatWasSeenHereIsChecked_andFewMore() {
        exhaust();
        var checked = checked();

        show(server.refreshed(verified), HttpMethod.GET, MINE, "application/json")
                .expectStatus()
                .isOk();
        assertThat(checked() - checked).isOne();

        IntStream.range(1, SESSION_CHECKS)
                .forEach(_ -> show(withoutItsSignature(verified), HttpMethod.GET, MINE, "application/json")
                        .expectStatus()
                        .isUnauthorized());
        show(withoutItsSignature(verified), HttpMethod.GET, MINE, "application/json")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "30")
                .expectHeader()
                .valueEquals("RateLimit", "\"unverified-session\";r=0;t=60");
    }

    @Test
    void givenForgedTokensOfASessionOfTheForger_fewAreChecked_andItsNeighboursLoseNone() {
        var checked = checked();

        var statuses = IntStream.range(0, FLOOD)
                .mapToObj(_ -> statusOf(show(withoutItsSignature(verified), HttpMethod.GET, MINE, "application/json")))
                .toList();

        assertThat(statuses.subList(0, SESSION_CHECKS)).containsOnly(401);
        assertThat(statuses.subList(SESSION_CHECKS, FLOOD)).containsOnly(429);
        assertThat(checked() - checked).isEqualTo(SESSION_CHECKS);
        exhaust();
    }

    @ParameterizedTest
    @CsvSource({"bearer", "BEARER"})
    void givenTheSchemeInOtherLetters_theTokenIsRememberedAllTheSame(String scheme) {
        exhaust();

        client.get()
                .uri(MINE)
                .header("Authorization", scheme + " " + verified)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void exhaust() {
        IntStream.range(0, CHECKS)
                .forEach(_ -> show(forged(), HttpMethod.GET, MINE, "application/json")
                        .expectStatus()
                        .isUnauthorized());
    }

    private String newToken() {
        return server.newToken(UUID.randomUUID() + " " + Role.PLAYER);
    }

    private String forged() {
        return withoutItsSignature(unseen);
    }

    /// A good one but for its signature, which has to be checked for that.
    private String withoutItsSignature(String token) {
        var signature = new byte[SIGNATURE_BYTES];
        random.nextBytes(signature);
        signature[0] = 1; // within the order of the curve
        signature[SIGNATURE_BYTES / 2] = 1;
        return token.substring(0, token.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private ResponseSpec show(String token, HttpMethod method, String path, String accepted) {
        return client.method(method)
                .uri(path, UUID.randomUUID())
                .header("Accept", accepted)
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    private static int statusOf(ResponseSpec answer) {
        return answer.expectBody().returnResult().getStatus().value();
    }

    private double checked() {
        return server.metrics().get("war.token.checks").functionCounter().count();
    }

    private static @Nullable ReadyAnswer ready(String path) {
        return path.equals("/api/v1/hot")
                ? new ReadyAnswer("GET /api/v1/hot", "{}".getBytes(StandardCharsets.UTF_8), "\"1\"")
                : null;
    }

    @RestController
    abstract static class Shown {
        @GetMapping("/api/v1/shown/{id}")
        @Allow(everyone = true)
        Mono<ResponseEntity<ShownJson>> read(@PathVariable UUID id, Optional<Caller> caller) {
            return Mono.just(Answer.ok(new ShownJson(id, caller.isPresent()), 1));
        }

        @GetMapping("/api/v1/shown/{id}/mine")
        @Allow
        Mono<ResponseEntity<ShownJson>> mine(@PathVariable UUID id) {
            return Mono.just(Answer.ok(new ShownJson(id, true), 1));
        }

        @PostMapping("/api/v1/shown")
        @Allow(Role.PLAYER)
        @WithoutKey("changes nothing")
        Mono<ResponseEntity<ShownJson>> write() {
            return mine(UUID.randomUUID());
        }
    }

    record ShownJson(UUID id, boolean known) {}
}
