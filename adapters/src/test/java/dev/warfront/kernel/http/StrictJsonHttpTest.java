package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/// What two readers could read differently, and what is only there to cost, is refused before any route sees it.
class StrictJsonHttpTest extends TestRoutes {
    private static final String GOOD =
            "\"owner\":\"0190163d-8694-739b-aea5-966c26f8ad91\",\"level\":1,\"parts\":[{\"name\":\"ok\"}]";

    @ParameterizedTest
    @MethodSource("refused")
    void givenJsonThatIsTooMuch_itIsRefused_andTheFieldIsNamed(String json, @Nullable String field) {
        var answer = send(json)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("VALIDATION_FAILED")
                .jsonPath("$.violations[0].code")
                .isEqualTo("MALFORMED");
        if (field == null) {
            answer.jsonPath("$.violations[0].field").doesNotExist();
        } else {
            answer.jsonPath("$.violations[0].field").isEqualTo(field);
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("{\"display_name\":\"Anna\"," + GOOD + ",\"level\":2}", "level"),
                Arguments.of("{\"unknown\":1," + GOOD + ",\"unknown\":2}", "unknown"),
                Arguments.of(
                        "{\"display_name\":\"Anna\",\"parts\":[{},{\"name\":\"a\",\"name\":\"b\"}]}", "parts[1].name"),
                Arguments.of("{\"display_name\":\"Anna\"," + GOOD + "} {}", null),
                Arguments.of("{\"display_name\":\"Anna\"," + GOOD + "}]", null),
                Arguments.of("{\"display_name\":\"" + "x".repeat(16_385) + "\"}", "display_name"),
                Arguments.of("{\"level\":" + "1".repeat(65) + "}", null));
    }

    @Test
    void givenJsonThatNestsTooDeep_itIsRefused() {
        for (var field : List.of("unknown", "parts")) {
            send("{\"" + field + "\":" + nested(32) + "}")
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("VALIDATION_FAILED");
        }
    }

    @Test
    void givenJsonWithinItsBounds_itIsRead() {
        send("{\"display_name\":\"Anna\"," + GOOD + ",\"unknown\":" + nested(31) + ",\"more\":\"" + "x".repeat(16_384)
                        + "\"}  \n")
                .expectStatus()
                .value(status -> assertThat(status).isEqualTo(200));
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private WebTestClient.ResponseSpec send(String json) {
        return client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }
}
