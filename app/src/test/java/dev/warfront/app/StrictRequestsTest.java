package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.ApiRoutes.Route;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestBody;

/// Every route of the whole program, asked for something that it does not know, or without something that it needs: it
/// says what is wrong, and where.
@ExtendWith(SharedProgram.class)
class StrictRequestsTest {
    private static final String NO_SUCH = "no_such_thing";

    private static final Map<Role, String> tokens = new ConcurrentHashMap<>();
    private static WebTestClient client;
    private static List<Route> routes;
    private static RightsAccounts accounts;

    @BeforeAll
    static void prepare(RunningProgram program) {
        client = program.client();
        routes = program.get(ApiRoutes.class).all();
        accounts = new RightsAccounts(program);
    }

    @Test
    void givenAQueryThatNoRouteKnows_itIsRefusedByName() {
        assertThat(routes)
                .hasSizeGreaterThan(50)
                .allSatisfy(route -> assertThat(violations(route, "?" + NO_SUCH + "=1", Map.of()))
                        .as("%s", route)
                        .containsExactly(Map.of("code", "UNKNOWN", "field", NO_SUCH)));
    }

    @Test
    void givenANumberThatIsLeftOut_orIsNull_itIsRefusedByName() {
        var missing = bodies().flatMap(body -> body.primitives()
                        .flatMap(left -> Stream.of(
                                new Sent(body, left, body.without(left)), new Sent(body, left, body.withNull(left)))))
                .toList();

        assertThat(missing)
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(violations(sent.to.route, "", sent.json))
                        .as("%s", sent)
                        .containsExactly(Map.of("code", "REQUIRED", "field", sent.field)));
    }

    @Test
    void givenNothingInABody_whatIsRequiredIsNamed() {
        var withRequired = bodies().filter(body -> body.primitives().findAny().isEmpty())
                .filter(body -> body.required().findAny().isPresent())
                .toList();

        assertThat(withRequired)
                .hasSizeGreaterThan(10)
                .allSatisfy(body -> assertThat(violations(body.route, "", Map.of()))
                        .as("%s", body)
                        .containsExactlyInAnyOrderElementsOf(body.required()
                                .map(field -> Map.of("code", "REQUIRED", "field", field))
                                .toList()));
    }

    @Test
    void givenAWordThatIsNone_theWordsThereAreAreNamed() {
        var words = bodies().flatMap(body ->
                        body.enums().map(part -> new Sent(body, wire(part), Map.of(wire(part), NO_SUCH))))
                .toList();

        assertThat(words)
                .hasSizeGreaterThan(4)
                .allSatisfy(sent -> assertThat(violations(sent.to.route, "", sent.json))
                        .as("%s", sent)
                        .containsExactly(
                                Map.of("code", "ONE_OF", "field", sent.field, "allowed", sent.to.wordsOf(sent.field))));
    }

    private static Stream<Body> bodies() {
        return routes.stream()
                .flatMap(
                        route -> bodyOf(route.handler().getMethod())
                                .filter(Class::isRecord)
                                .map(type -> new Body(route, type))
                                .stream());
    }

    private static Optional<Class<?>> bodyOf(Method handler) {
        return Arrays.stream(handler.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .<Class<?>>map(parameter -> parameter.getType())
                .findFirst();
    }

    /// Of a request by somebody who may send it.
    @SuppressWarnings("unchecked") // of a JSON object
    private static List<Map<String, ?>> violations(Route route, String query, Map<String, ?> json) {
        var path = route.path()
                .replace("{partition}", "0")
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        var request = client.method(HttpMethod.valueOf(route.method()))
                .uri(path + query)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"1\"");
        role(route).ifPresent(role -> request.headers(headers -> headers.setBearerAuth(token(role))));
        if (bodyOf(route.handler().getMethod()).isPresent()) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(json);
        }
        var problem = request.exchange().expectBody(Map.class).returnResult().getResponseBody();
        assertThat(problem).as("%s", route).containsEntry("code", "VALIDATION_FAILED");
        return (List<Map<String, ?>>)
                Objects.requireNonNull(Objects.requireNonNull(problem).get("violations"));
    }

    private static Optional<Role> role(Route route) {
        return Optional.ofNullable(route.right().declared())
                .filter(right -> !right.everyone())
                .map(Allow::value)
                .map(roles -> roles.length == 0 ? Role.PLAYER : roles[0]);
    }

    private static String token(Role role) {
        return tokens.computeIfAbsent(
                role, _ -> accounts.token(role == Role.GAME_SERVER ? accounts.gameServer() : accounts.person(role)));
    }

    private static String wire(RecordComponent part) {
        return part.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /// What a route takes.
    private record Body(Route route, Class<?> type) {
        private Stream<RecordComponent> parts() {
            return Arrays.stream(type.getRecordComponents());
        }

        Stream<String> primitives() {
            return parts().filter(part -> part.getType().isPrimitive()).map(StrictRequestsTest::wire);
        }

        Stream<String> required() {
            return parts().filter(this::isRequired).map(StrictRequestsTest::wire);
        }

        Stream<RecordComponent> enums() {
            return parts().filter(part -> part.getType().isEnum());
        }

        List<String> wordsOf(String field) {
            return enums().filter(part -> wire(part).equals(field))
                    .flatMap(part -> Arrays.stream(part.getType().getEnumConstants()))
                    .map(word -> ((Enum<?>) word).name())
                    .toList();
        }

        /// The constraints of a component are those of its field.
        private boolean isRequired(RecordComponent part) {
            try {
                var field = type.getDeclaredField(part.getName());
                return field.isAnnotationPresent(NotNull.class) || field.isAnnotationPresent(NotBlank.class);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("every component has one: " + part, e);
            }
        }

        /// All primitives but one; no route takes others than numbers.
        Map<String, @Nullable Object> without(String left) {
            var json = new HashMap<String, @Nullable Object>();
            primitives().filter(name -> !name.equals(left)).forEach(name -> json.put(name, 1));
            return json;
        }

        Map<String, @Nullable Object> withNull(String left) {
            var json = without(left);
            json.put(left, null);
            return json;
        }

        @Override
        public String toString() {
            return route.method() + " " + route.path();
        }
    }

    /// A body in which one field is wrong.
    private record Sent(Body to, String field, Map<String, ?> json) {}
}
