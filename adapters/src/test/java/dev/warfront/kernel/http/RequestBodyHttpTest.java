package dev.warfront.kernel.http;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.JsonPathAssertions;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'glossy': true, 'price': 1.5, 'color': 'RED'} | REQUIRED | litres",
                "{'litres': null, 'glossy': true, 'price': 1.5, 'color': 'RED'} | REQUIRED | litres",
                "{'litres': 1, 'price': 1.5, 'color': 'RED'} | REQUIRED | glossy",
                "{'litres': 1, 'glossy': true, 'price': null, 'color': 'RED'} | REQUIRED | price",
                "{'litres': 1, 'glossy': true, 'price': 1.5} | REQUIRED | color",
                "{'litres': 1, 'glossy': true, 'price': 1.5, 'color': null} | REQUIRED | color",
                "{'litres': '', 'glossy': true, 'price': 1.5, 'color': 'RED'} | MALFORMED | litres",
                "{'litres': '1', 'glossy': true, 'price': 1.5, 'color': 'RED'} | MALFORMED | litres",
                "{'litres': 1.5, 'glossy': true, 'price': 1.5, 'color': 'RED'} | MALFORMED | litres",
                "{'litres': {}, 'glossy': true, 'price': 1.5, 'color': 'RED'} | MALFORMED | litres",
                "{'litres': 1, 'glossy': 0, 'price': 1.5, 'color': 'RED'} | MALFORMED | glossy",
                "{'litres': 1, 'glossy': true, 'price': 1.5, 'color': 'RED', 'owner': ''} | MALFORMED | owner",
            })
    void givenAFieldThatIsMissing_orIsNothing_itIsNamed(String json, String code, String field) {
        paint(json).isEqualTo(List.of(Map.of("code", code, "field", field)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'color': 'BLUE' | color",
                "'color': 'red' | color",
                "'color': '' | color",
                "'color': 0 | color",
                "'color': ['RED'] | color",
                "'color': 'RED', 'others': ['RED', 'BLUE'] | others[1]",
            })
    void givenAWordThatIsNone_theWordsThereAreAreTold(String part, String field) {
        paint("{'litres': 1, 'glossy': true, 'price': 1.5, " + part + "}")
                .isEqualTo(List.of(Map.of("code", "ONE_OF", "field", field, "allowed", List.of("RED", "GREEN"))));
    }

    private JsonPathAssertions paint(String json) {
        return client.post()
                .uri("/api/v1/auth/paint")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.replace('\'', '"'))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations");
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
