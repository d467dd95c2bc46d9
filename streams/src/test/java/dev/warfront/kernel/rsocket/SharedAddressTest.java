package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.LIMITS;
import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static dev.warfront.kernel.rsocket.StreamFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// An address whose strangers ask for more than it has: two requests or connections at once, then one a
/// second.
class SharedAddressTest {
    private static final int REQUESTS = 8;

    private final StreamFixture fixture = new StreamFixture(
            RULES,
            StreamFixture.settings(
                    1_000,
                    new ClientLimits(
                            LIMITS.perAddressMax(),
                            0,
                            LIMITS.anonymousFrameMax(),
                            LIMITS.requestsMax(),
                            LIMITS.requestsPerSecond(),
                            LIMITS.requestsBurst(),
                            1,
                            2,
                            LIMITS.unfinishedMax(),
                            LIMITS.unfinishedTime(),
                            LIMITS.heldMax(),
                            LIMITS.heldAnonymousMax(),
                            LIMITS.heldNodeMax(),
                            LIMITS.keepAliveMin(),
                            LIMITS.keepAliveMax(),
                            LIMITS.lifetimeMax())),
            (_, _) -> List.of());

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAYER", "GAME_SERVER"})
    void givenANeighbourWhoTakesAllThatItsAddressHas_whoIsSignedInConnectsAndIsServed(Role role) {
        fixture.scripted().script("state.public").begin(1);
        try (var neighbour = fixture.client()) {
            assertThat(outcomes(neighbour)).contains("RETRY_AFTER");

            var way = fixture.tcp("application/json").with(token(UUID.randomUUID(), role, 60));
            try (var known = TestClient.connect(way)) {
                assertThat(outcomes(known)).hasSize(REQUESTS).containsOnly("SERVED");
            }
        }
    }

    /// Of requests one after the other.
    private static List<String> outcomes(TestClient client) {
        return Flux.range(0, REQUESTS)
                .concatMap(_ -> outcome(client))
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static Mono<String> outcome(TestClient client) {
        return client.stream("state.public")
                .next()
                .map(_ -> "SERVED")
                .onErrorResume(error -> Mono.just(String.valueOf(error.getMessage())));
    }
}
