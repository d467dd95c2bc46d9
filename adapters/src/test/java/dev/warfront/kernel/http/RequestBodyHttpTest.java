package dev.warfront.kernel.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;

/// Bodies that cannot be taken: which field is wrong, and how.
class RequestBodyHttpTest extends TestRoutes {
    @Test
    void givenManyWrongFields_eachIsNamed() {
        client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"display_name": "x", "level": 11, "parts": [{"name": "ok"}, {"name": "far too long"}]}""")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("VALIDATION_FAILED")
                .jsonPath("$.violations.length()")
                .isEqualTo(4)
                .jsonPath("$.violations[?(@.field == 'display_name')].code")
                .isEqualTo("SIZE")
                .jsonPath("$.violations[?(@.field == 'level')].code")
                .isEqualTo("RANGE")
                .jsonPath("$.violations[?(@.field == 'owner')].code")
                .isEqualTo("REQUIRED")
                .jsonPath("$.violations[?(@.field == 'parts[1].name')].code")
                .isEqualTo("SIZE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"display_name\": \"Anna\", \"level\": \"much\"} | level",
                "{\"owner\": 7} | owner",
                "{\"parts\": [{\"name\": [1]}]} | parts[0].name",
                "{\"display_name\": | ",
                "[] | ",
                "nonsense | ",
            })
    void givenJsonThatCannotBeRead_thePlaceIsNamed(String json, String field) {
        var violations = client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].code")
                .isEqualTo("MALFORMED");
        if (field != null) {
            violations.jsonPath("$.violations[0].field").isEqualTo(field);
        }
    }

    @Test
    void givenNoBody_itIsAskedFor() {
        client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].code")
                .isEqualTo("REQUIRED");
    }

    @Test
    void givenAnotherMediaType_itIsRefused() {
        client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("hello")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenABodyOverTheLimit_itIsRefused(boolean lengthIsTold) {
        var request = client.post().uri("/api/v1/auth/things").contentType(MediaType.APPLICATION_JSON);
        var body = "{\"display_name\": \"" + "x".repeat(BoundedRequest.BODY_MAX) + "\"}";
        var sent = lengthIsTold
                ? request.bodyValue(body)
                : request.body(Flux.fromArray(body.split("(?<=\\G.{60000})")), String.class);

        sent.exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("BODY_TOO_LARGE");
    }
}
