package dev.warfront.identity.http;

import static dev.warfront.identity.http.IdentityApi.ADMIN;
import static dev.warfront.identity.http.IdentityApi.code;
import static dev.warfront.identity.http.IdentityApi.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayersHttpTest {
    private static final String PLAYERS = "/api/v1/players";

    private final IdentityApi api = new IdentityApi();
    private final String anna = field(api.register("anna_1"), "id");
    private final String asker = IdentityApi.player(new PlayerId(UUID.randomUUID()));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void givenAPlayer_othersFindItByItsName_andSeeNothingElse() {
        var card = Map.of("id", anna, "display_name", "Anna");

        assertThat(items("?display_name=an")).isEqualTo(List.of(card));
        assertThat(items("?display_name=ANNA")).isEqualTo(List.of(card));
        assertThat(items("?display_name=nna")).isEmpty();
        assertThat(items("?display_name=anna_1")).isEmpty();
        api.get(PLAYERS + "/" + anna, asker)
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .isEqualTo(card);
    }

    @Test
    void givenManyOfAName_theyComePageByPage() {
        var second = field(api.register("anna_2"), "id");
        var first = api.get(PLAYERS + "?display_name=anna&limit=1", asker)
                .expectStatus()
                .isOk();
        var body = Objects.requireNonNull(
                first.expectBody(Map.class).returnResult().getResponseBody());

        assertThat((List<?>) body.get("items"))
                .hasSize(1)
                .isNotEqualTo(items("?display_name=anna&limit=1&cursor=" + body.get("next_cursor")));
        assertThat(items("?display_name=anna").stream().map(item -> (String) ((Map<?, ?>) item).get("id")))
                .containsExactlyInAnyOrder(anna, second);
    }

    private List<?> items(String query) {
        var answer = api.get(PLAYERS + query, asker).expectStatus().isOk();
        var body = Objects.requireNonNull(
                answer.expectBody(Map.class).returnResult().getResponseBody());
        return (List<?>) Objects.requireNonNull(body.get("items"));
    }

    @Test
    void givenNobody_itIsNotFound() {
        code(api.get(PLAYERS + "/" + UUID.randomUUID(), asker), 404, "PLAYER_NOT_FOUND");
        code(api.get(PLAYERS + "/nobody", ADMIN), 400, "VALIDATION_FAILED");
    }

    @Test
    void givenAGuest_itMustLogIn() {
        code(api.client().get().uri(PLAYERS + "?display_name=anna").exchange(), 401, "UNAUTHENTICATED");
        code(api.client().get().uri(PLAYERS + "/" + anna).exchange(), 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?display_name=",
                "?display_name= ",
                "?display_name=a\u0000",
                "?display_name=123456789012345678901234567890123"
            })
    void givenAnImproperName_itIsRefused(String query) {
        code(api.get(PLAYERS + query, asker), 400, "VALIDATION_FAILED")
                .jsonPath("$.violations[0].field")
                .isEqualTo("display_name");
    }
}
