package dev.warfront.kernel.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/// What a route is asked in its path and query, and how it is told that it cannot be.
class QueryHttpTest extends TestRoutes {
    private static final String COLORS = "/api/v1/colors/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RED",
                "RED?",
                "RED?other=GREEN&limit=3&cursor=abc",
                "GREEN?third=RED&long_name=0190163d-8694-739b-aea5-966c26f8ad91",
                "RED?many=a&many=b"
            })
    void givenWhatTheRouteKnows_itAnswers(String asked) {
        get(asked).expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource({
        "RED?colour=GREEN, UNKNOWN, colour",
        "RED?colour, UNKNOWN, colour",
        "RED?color=GREEN, UNKNOWN, color",
        "RED?renamed=0190163d-8694-739b-aea5-966c26f8ad91, UNKNOWN, renamed",
        "RED?Limit=3, UNKNOWN, Limit",
        "RED?limit=3&limit=3, REPEATED, limit",
        "RED?other=GREEN&other=RED, REPEATED, other",
        "RED?other=, MALFORMED, other",
        "RED?other, MALFORMED, other",
        "RED?other=%20, MALFORMED, other",
        "RED?long_name=, MALFORMED, long_name",
        "RED?long_name=7, MALFORMED, long_name",
        "RED?many=a&many=, MALFORMED, many",
        "RED?limit=, MALFORMED, limit",
        "RED?limit=0, RANGE, limit",
        "RED?cursor=, MALFORMED, cursor",
    })
    void givenAQueryThatIsNotAsTheRouteKnowsIt_theParameterIsNamed(String asked, String code, String field) {
        get(asked)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("VALIDATION_FAILED")
                .jsonPath("$.violations.length()")
                .isEqualTo(1)
                .jsonPath("$.violations[0].code")
                .isEqualTo(code)
                .jsonPath("$.violations[0].field")
                .isEqualTo(field);
    }

    @Test
    void givenManyNamesThatNobodyKnows_someOfThemAreTold() {
        var names = IntStream.range(0, 500).mapToObj(i -> "n" + i).collect(Collectors.joining("&"));

        get("RED?" + names)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations.length()")
                .isEqualTo(10);
    }

    @Test
    void givenACommand_itsQueryIsCheckedToo() {
        client.method(HttpMethod.POST)
                .uri("/api/v1/auth/things?dry_run=true")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].field")
                .isEqualTo("dry_run");
    }

    @ParameterizedTest
    @CsvSource({
        "BLUE, color",
        "red, color",
        "RED?other=BLUE, other",
        "RED?other=0, other",
        "RED?third=BLUE, third",
    })
    void givenAWordThatIsNone_theWordsThereAreAreTold(String asked, String field) {
        get(asked)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations")
                .isEqualTo(List.of(Map.of("code", "ONE_OF", "field", field, "allowed", List.of("RED", "GREEN"))));
    }

    private WebTestClient.ResponseSpec get(String asked) {
        return client.get().uri(URI.create(server.address() + COLORS + asked)).exchange();
    }
}
