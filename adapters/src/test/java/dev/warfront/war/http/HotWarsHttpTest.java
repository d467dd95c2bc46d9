package dev.warfront.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.WarId;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.HotWars;
import dev.warfront.war.Settlements;
import dev.warfront.war.Tally;
import dev.warfront.war.WarChanges;
import dev.warfront.war.postgres.WarWorld;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.publisher.Mono;

/// What is remembered of wars, answered before all filters: the same answers, never older than their rule.
class HotWarsHttpTest extends WarsOverHttp {
    private static final String CORRELATION = "X-Correlation-Id";
    private static final Duration AGAIN = Duration.ofMillis(10);

    private final ReadyWars ready = world.get(ReadyWars.class);

    private String ended() {
        var id = declared(world.land(defender));
        matched(WARS + "/" + id + "/cancel", attackers.getFirst(), 1)
                .expectStatus()
                .isOk();
        return id;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/phase", "/scores", "/stats"})
    void givenAnOpenWar_theReadyAnswerIsThatOfTheRoute(String part) {
        givenAPath_theReadyAnswerIsThatOfTheRoute(WARS + "/" + declared(world.land(defender)) + part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/phase", "/scores", "/stats", "/winner"})
    void givenAnEndedWar_theReadyAnswerIsThatOfTheRoute(String part) {
        givenAPath_theReadyAnswerIsThatOfTheRoute(WARS + "/" + ended() + part);
    }

    private void givenAPath_theReadyAnswerIsThatOfTheRoute(String path) {
        var first = answer(path, "Accept", "*/*");
        assertThat(ready.at(API + path)).isNotNull();
        var hit = answer(path, "Accept", "*/*");
        var routed = answer(path, "Accept", "application/json;q=0.9");

        assertSame(hit, first);
        assertSame(hit, routed);
        assertThat(Objects.requireNonNull(hit.getResponseBody())).isNotEmpty();

        var eTag = Objects.requireNonNull(hit.getResponseHeaders().getETag());
        assertNotModified(path, eTag);
        assertThat(answer(path, "If-None-Match", "\"other\"").getStatus().value())
                .isEqualTo(200);
    }

    private void assertNotModified(String path, String eTag) {
        var hit = answer(path, "If-None-Match", eTag);
        var routed = answer(path, "If-None-Match", eTag + ", \"other\"");

        assertThat(hit.getStatus().value()).isEqualTo(304);
        assertThat(hit.getResponseBody()).isNull();
        assertSame(hit, routed);
    }

    private static void assertSame(EntityExchangeResult<byte[]> one, EntityExchangeResult<byte[]> other) {
        assertThat(one.getStatus()).isEqualTo(other.getStatus());
        assertThat(headers(one)).isEqualTo(headers(other));
        assertThat(one.getResponseBody()).isEqualTo(other.getResponseBody());
        assertThat(one.getResponseHeaders().getFirst(CORRELATION)).isNotBlank();
    }

    private static HttpHeaders headers(EntityExchangeResult<byte[]> answer) {
        var headers = HttpHeaders.copyOf(answer.getResponseHeaders());
        headers.remove(CORRELATION);
        headers.remove("RateLimit"); // a bucket of its own
        headers.remove("RateLimit-Policy");
        return headers;
    }

    private EntityExchangeResult<byte[]> answer(String path, String header, String value) {
        return client.get()
                .uri(API + path)
                .headers(headers -> headers.set(header, value))
                .exchange()
                .expectBody()
                .returnResult();
    }

    @Test
    void givenACorrelationId_theReadyAnswerRepeatsIt() {
        var path = WARS + "/" + declared(world.land(defender));
        answer(path, CORRELATION, "first");

        assertThat(answer(path, CORRELATION, "mine").getResponseHeaders().getFirst(CORRELATION))
                .isEqualTo("mine");
        assertThat(answer(path, CORRELATION, "not mine").getResponseHeaders().getFirst(CORRELATION))
                .isNotEqualTo("not mine")
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"Authorization, Bearer forged, 401", "Accept, text/plain, 406"})
    void givenARequestThatWantsMore_theRouteAnswersIt(String header, String value, int status) {
        var path = WARS + "/" + declared(world.land(defender));
        answer(path, "Accept", "*/*");
        assertThat(ready.at(API + path)).isNotNull();

        assertThat(answer(path, header, value).getStatus().value()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/phase", "/scores", "/stats"})
    void givenAQueryThatTheRouteDoesNotKnow_itIsRefused_alsoWhereAnAnswerIsReady(String part) {
        var path = WARS + "/" + declared(world.land(defender)) + part;
        answer(path, "Accept", "*/*");
        assertThat(ready.at(API + path)).isNotNull();

        client.get()
                .uri(API + path + "?version=7")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].code")
                .isEqualTo("UNKNOWN")
                .jsonPath("$.violations[0].field")
                .isEqualTo("version");
    }

    @Test
    void givenSeveralLinesOfKnownTags_theRouteComparesAll() {
        var path = WARS + "/" + declared(world.land(defender));
        var eTag = Objects.requireNonNull(
                answer(path, "Accept", "*/*").getResponseHeaders().getETag());
        assertThat(ready.at(API + path)).isNotNull();

        client.get()
                .uri(API + path)
                .header("If-None-Match", "\"other\"", eTag)
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void givenAHead_onlyTheHeadersAreAnswered() {
        var path = WARS + "/" + declared(world.land(defender));
        var whole = answer(path, "Accept", "*/*");

        var head = client.head().uri(API + path).exchange().expectBody().returnResult();

        assertThat(head.getStatus()).isEqualTo(whole.getStatus());
        assertThat(headers(head)).isEqualTo(headers(whole));
        assertThat(head.getResponseBody()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00000000-0000-0000-0000-00000000000g", "0"})
    void givenNoId_nothingIsReady(String id) {
        assertThat(ready.at(API + WARS + "/" + id)).isNull();
        assertThat(ready.at(API + WARS + "/" + id + "/phase")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/participants", "/events", "/territories", "/battles", "/", "x"})
    void givenAPartThatDependsOnTheReader_orIsNone_nothingIsReady(String part) {
        var path = WARS + "/" + declared(world.land(defender));
        answer(path, "Accept", "*/*");

        assertThat(ready.at(API + path + part)).isNull();
    }

    @Test
    void givenACommand_theNextReadShowsWhatItHasMade() {
        var id = declared(world.land(defender));
        assertThat(status(id)).contains("\"status\":\"DECLARED\"");
        world.nextPhase(new WarId(UUID.fromString(id)));
        assertThat(status(id)).contains("\"status\":\"PREPARATION\"");

        matched(WARS + "/" + id + "/surrender", defenders.getFirst(), 2)
                .expectStatus()
                .isOk();

        assertThat(status(id)).contains("\"status\":\"ENDING\"");
    }

    @Test
    void givenTheOutcomeThatIsStored_theNextReadShowsIt() {
        var war = active(world.land(defender));
        var winner = WARS + "/" + war.value() + "/winner";
        world.scores.totals.put(
                war, new FinalTotals(7, new Tally(500, 30, 0, 0, 0), new Tally(400, 0, 30, 0, 0), Map.of(), Map.of()));
        world.nextPhase(war);
        world.clock.advance(Duration.ofMinutes(1));
        world.fireDue(war);
        WarWorld.run(
                world.transactions().inTransaction(world.get(Settlements.class).closed(war)));
        expectCode(get(winner), 409, "WAR_NOT_DECIDED");
        var before = Objects.requireNonNull(body(get(WARS + "/" + war.value() + "/scores")));

        var outcome = world.pending(war).getFirst();
        assertThat(outcome.kind().name()).isEqualTo("SETTLE_OUTCOME");
        WarWorld.run(world.transactions().inTransaction(world.fire(outcome)));

        get(winner).expectStatus().isOk().expectBody().jsonPath("$.outcome").isEqualTo("ATTACKER_WIN");
        assertThat(world.get(HotWars.class).scores().known(war)).isNull();
        assertThat(body(get(WARS + "/" + war.value() + "/scores"))).isEqualTo(before);
    }

    private String status(String id) {
        var answered = "";
        for (var time = 0; time < 3; time++) {
            answered = body(get(WARS + "/" + id + "/phase"));
        }
        return answered;
    }

    @Test
    void givenAnUnknownWarThatIsThenDeclared_itIsFound() {
        var war = new WarId(UUID.randomUUID());
        expectCode(get(WARS + "/" + war.value()), 404, "WAR_NOT_FOUND");
        expectCode(get(WARS + "/" + war.value()), 404, "WAR_NOT_FOUND");
        assertThat(known(war)).isNull();

        var id = declared(world.land(defender));

        get(WARS + "/" + id).expectStatus().isOk();
    }

    @Test
    void givenTimeThatPasses_orAChangeElsewhere_theWarIsReadAgain() {
        var id = declared(world.land(defender));
        var war = new WarId(UUID.fromString(id));
        get(WARS + "/" + id).expectStatus().isOk();
        var first = Objects.requireNonNull(known(war));

        world.get(WarChanges.class).changed(war);
        assertThat(known(war)).isNull();
        get(WARS + "/" + id).expectStatus().isOk();
        assertThat(known(war)).isEqualTo(first).isNotSameAs(first);

        world.clock.advance(Duration.ofSeconds(1));
        assertThat(known(war)).isNull();
    }

    @Test
    void givenReadyAnswers_theyAreMeasuredLikeThoseOfTheRoute() {
        var id = declared(world.land(defender));
        for (var time = 0; time < 3; time++) {
            get(WARS + "/" + id + "/phase").expectStatus().isOk();
        }

        // a request is measured when its answer is on its way already
        assertThat(WarWorld.await(Mono.fromSupplier(() -> measured("GET /api/v1/clan-wars/{id}/phase"))
                        .filter(count -> count >= 3)
                        .repeatWhenEmpty(rounds -> rounds.delayElements(AGAIN))))
                .isEqualTo(3);
    }

    private long measured(String operation) {
        return server.metrics()
                .get("war.request.latency")
                .tag("operation", operation)
                .timer()
                .count();
    }

    private @Nullable Object known(WarId war) {
        return world.get(HotWars.class).wars().known(war);
    }
}
