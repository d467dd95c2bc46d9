package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.token;
import static dev.warfront.kernel.rsocket.StreamsOverSockets.assertCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Role;
import io.rsocket.exceptions.ApplicationErrorException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.reactivestreams.Publisher;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// A route is closed to whom its right does not name, and to everybody when it has none.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteRightsTest {
    private final Undeclared undeclared = new Undeclared();
    private final StreamFixture fixture = StreamFixture.with((_, _) -> List.of(undeclared, new Declared()));

    /// What must never be written: routes without a right.
    @Controller
    static final class Undeclared {
        private final AtomicInteger reached = new AtomicInteger();

        @MessageMapping("undeclared.ask")
        Mono<byte[]> ask(@Payload byte[] data) {
            reached.incrementAndGet();
            return Mono.just(data);
        }

        @MessageMapping("undeclared.channel")
        Flux<byte[]> channel(@Payload Flux<byte[]> data) {
            reached.incrementAndGet();
            return data;
        }
    }

    @Controller
    @Allow({Role.ADMIN, Role.SUPER_ADMIN})
    static final class Declared {
        @MessageMapping("declared.admin")
        Mono<byte[]> admin(@Payload byte[] data) {
            return Mono.just(data);
        }

        @MessageMapping("declared.signed-in")
        @Allow
        Mono<byte[]> signedIn(@Payload byte[] data) {
            return Mono.just(data);
        }

        @MessageMapping("declared.everyone")
        @Allow(everyone = true)
        Mono<byte[]> everyone(@Payload byte[] data) {
            return Mono.just(data);
        }

        @MessageMapping("declared.channel")
        @Allow(Role.GAME_SERVER)
        Flux<byte[]> channel(@Payload Flux<byte[]> data) {
            return data;
        }
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void givenARouteWithoutARight_itIsClosedToEverybody() {
        try (var anonymous = fixture.client()) {
            assertForbidden(anonymous.ask("undeclared.ask", Map.of()));
        }
        for (var role : Role.values()) {
            try (var client = as(role)) {
                assertForbidden(client.ask("undeclared.ask", Map.of()));
                assertForbidden(client.channel("undeclared.channel", Flux.just(Map.of())));
            }
        }

        assertThat(undeclared.reached).hasValue(0);
        assertThat(fixture.routes().list())
                .contains(
                        new RouteRight("undeclared.ask", "request-response", "nobody"),
                        new RouteRight("undeclared.channel", "request-channel", "nobody"));
    }

    @Test
    void givenARouteForRoles_itIsOpenToTheseOnly() {
        assertOpenTo("declared.admin", EnumSet.of(Role.ADMIN, Role.SUPER_ADMIN), false);
        assertOpenTo("declared.signed-in", EnumSet.allOf(Role.class), false);
        assertOpenTo("declared.everyone", EnumSet.allOf(Role.class), true);
    }

    @Test
    void givenAChannelForARole_itIsOpenToThatOnly() {
        for (var role : Role.values()) {
            try (var client = as(role)) {
                var answers = client.channel("declared.channel", Flux.just(Map.of("a", 1)));
                if (role == Role.GAME_SERVER) {
                    StepVerifier.create(answers)
                            .expectNextCount(1)
                            .expectComplete()
                            .verify(PATIENCE);
                } else {
                    assertForbidden(answers);
                }
            }
        }
    }

    @Test
    void givenDeclaredRights_theListNamesThem() {
        assertThat(fixture.routes().list())
                .contains(
                        new RouteRight("declared.admin", "request-response", "ADMIN, SUPER_ADMIN"),
                        new RouteRight("declared.channel", "request-channel", "GAME_SERVER"),
                        new RouteRight("declared.everyone", "request-response", "everyone"),
                        new RouteRight("declared.signed-in", "request-response", "signed in"));
    }

    private void assertOpenTo(String route, Set<Role> allowed, boolean anonymous) {
        try (var client = fixture.client()) {
            assertOpen(client, route, anonymous);
        }
        for (var role : Role.values()) {
            try (var client = as(role)) {
                assertOpen(client, route, allowed.contains(role));
            }
        }
    }

    private static void assertOpen(TestClient client, String route, boolean open) {
        var answer = client.ask(route, Map.of("a", 1));
        if (open) {
            StepVerifier.create(answer).expectNextCount(1).expectComplete().verify(PATIENCE);
        } else {
            assertForbidden(answer);
        }
    }

    private static void assertForbidden(Publisher<?> answer) {
        StepVerifier.create(answer)
                .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                .verify(PATIENCE);
    }

    private TestClient as(Role role) {
        return TestClient.connect(fixture.tcp("application/json").with(token(new UUID(1, 1), role, 60)));
    }
}
