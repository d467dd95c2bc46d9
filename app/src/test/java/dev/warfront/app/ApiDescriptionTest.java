package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.ApiRoutes.Route;
import dev.warfront.kernel.http.ObservedAnswers;
import dev.warfront.kernel.http.ObservedAnswers.Answered;
import dev.warfront.kernel.http.RouteProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/// All routes of the whole program, and what the API says of each.
@ExtendWith(SharedProgram.class)
class ApiDescriptionTest {

    private static List<Route> routes;
    private static JsonNode api;
    private static RouteProblems problems;

    @BeforeAll
    static void read(RunningProgram program) {
        routes = program.get(ApiRoutes.class).all();
        problems = program.get(RouteProblems.class);
        api = ApiDocument.of(program).root();
    }

    @Test
    void theProgramHasRoutes() {
        assertThat(routes).extracting(Route::path).contains("/api/v1/me", "/api/v1/clan-wars", "/api/v1/battles/{id}");
    }

    /// Which generated clients read it from.
    @Test
    void theDescriptionThatIsKept_isThatOfTheProgram() {
        assertThat(ApiFile.isSame(api))
                .as("docs/openapi.json is old: write it anew by -Dopenapi=write, and look at the difference")
                .isTrue();
    }

    @Test
    void nothingIsDescribedButRoutes() {
        assertThat(api.path("paths").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        routes.stream().map(Route::path).distinct().toList());
    }

    @Test
    void eachAnswerHasASchema() {
        assertThat(routes.stream().flatMap(ApiDescriptionTest::flawsOfAnswer)).isEmpty();
    }

    @Test
    void eachCodeThatARouteDeclaresIsListed() {
        assertThat(routes.stream().flatMap(route -> flawsOfCodes(route))).isEmpty();
    }

    @Test
    void eachCodeThatARouteDeclaresIsDocumented_withItsStatus() {
        var documented = ErrorCodesTest.documented();
        assertThat(routes)
                .allSatisfy(route -> assertThat(problems.of(route))
                        .as(name(route))
                        .isNotEmpty()
                        .allSatisfy(code -> assertThat(documented.getOrDefault(code.code(), Set.of()))
                                .as(code.code())
                                .contains(code.status().value())));
    }

    @Test
    void givenACommand_itsKeyIsRequired_andNowhereElse() {
        assertThat(routes)
                .allSatisfy(
                        route -> assertThat(asksForKey(route)).as(name(route)).isEqualTo(route.needsKey()))
                .anyMatch(route -> asksForKey(route) && route.path().equals("/api/v1/clans/{id}/leave"))
                .noneMatch(route -> asksForKey(route) && route.path().endsWith("/score-events"));
    }

    /// Every list says of what it is one, so a name stands for a type of its own.
    @Test
    void noTwoTypesShareASchema() {
        var byName = routes.stream()
                .flatMap(route -> WireTypes.of(route.handler().getMethod()))
                .distinct()
                .collect(Collectors.groupingBy(type -> type.getSimpleName().replaceAll("Json$", "")));

        assertThat(byName).hasSizeGreaterThan(30);
        assertThat(byName.values()).allSatisfy(types -> assertThat(types).hasSize(1));
        assertThat(api.at("/components/schemas").propertyNames()).containsAll(byName.keySet());
    }

    /// Of this very build: the tests of the adapters have run before.
    @Test
    void whatRoutesAnsweredToTests_isWhatTheirDescriptionSays() {
        assumeTrue(ObservedAnswers.isOfAllTests(), "known after a run of all tests only");
        var seen = ObservedAnswers.of(Path.of("..", "adapters"));

        assertThat(routes)
                .allSatisfy(route -> assertThat(answers(seen, route, false))
                        .as(name(route))
                        .isNotEmpty()
                        .isEqualTo(described(route, status -> status.startsWith("2"))));
        assertThat(routes)
                .allSatisfy(route -> assertThat(described(route, status -> !status.startsWith("2")))
                        .as(name(route))
                        .containsAll(answers(seen, route, true)));
    }

    /// Statuses of success, or statuses and codes of problems. What a request meets before its route is known, or by a
    /// mistake of the program, is described once, in docs/errors.md.
    private static Set<String> answers(List<Answered> seen, Route route, boolean problems) {
        return seen.stream()
                .filter(answer -> answer.method().equals(route.method()))
                .filter(answer -> isOn(route, answer.path()))
                .filter(answer -> answer.isProblem() == problems)
                .filter(answer -> answer.status() != HttpStatus.NOT_MODIFIED.value()) // of every answer with an ETag
                .filter(answer -> problems || answer.status() < 300) // a probe that is DOWN is no problem document
                .filter(answer -> !RouteProblems.WITHOUT_A_ROUTE.contains(answer.code()))
                .map(answer -> problems ? answer.status() + " " + answer.code() : "" + answer.status())
                .collect(Collectors.toSet());
    }

    private static boolean isOn(Route route, String path) {
        return route.path().replaceAll("\\{\\w+}", "{id}").equals(path);
    }

    private static Set<String> described(Route route, Predicate<String> wanted) {
        return operation(route)
                .path("responses")
                .propertyStream()
                .filter(response -> wanted.test(response.getKey()))
                .flatMap(response -> Stream.concat(
                        Stream.of(response.getKey()),
                        codes(response.getValue()).map(code -> response.getKey() + " " + code)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> codes(JsonNode response) {
        return response.path("x-codes").valueStream().map(JsonNode::asString);
    }

    private static JsonNode operation(Route route) {
        return api.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
    }

    private static boolean asksForKey(Route route) {
        return operation(route)
                .path("parameters")
                .valueStream()
                .map(ApiDescriptionTest::followed)
                .filter(parameter -> parameter.path("required").asBoolean(false))
                .anyMatch(parameter -> parameter.path("name").asString("").equals("Idempotency-Key"));
    }

    /// What is described elsewhere and referred to.
    private static JsonNode followed(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : api.at(reference.substring(1));
    }

    private static Stream<String> flawsOfAnswer(Route route) {
        var flaws = new ArrayList<String>();
        var success = operation(route)
                .path("responses")
                .propertyStream()
                .filter(response -> response.getKey().startsWith("2"))
                .toList();
        if (success.isEmpty()) {
            flaws.add(name(route) + " has no answer of success");
        }
        for (var response : success) {
            var content = response.getValue().path("content");
            if (!response.getKey().equals("204") && content.isEmpty()) {
                flaws.add(name(route) + " " + response.getKey() + " has no content");
            }
            content.values().stream()
                    .filter(media -> !isKnown(media.path("schema")))
                    .forEach(_ -> flaws.add(name(route) + " " + response.getKey() + " has no schema"));
        }
        return flaws.stream();
    }

    /// An object of which nothing is said is none.
    private static boolean isKnown(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return isKnown(api.at(reference.substring(1)));
        }
        return !schema.isMissingNode()
                && (!schema.path("type").asString("object").equals("object")
                        || schema.has("properties")
                        || schema.has("allOf")
                        || schema.has("oneOf")
                        || schema.has("additionalProperties"));
    }

    private static Stream<String> flawsOfCodes(Route route) {
        try {
            return problems.of(route).stream()
                    .filter(code -> !listed(route, code))
                    .map(code -> name(route) + " does not list " + code);
        } catch (RuntimeException e) {
            return Stream.of(name(route) + ": " + e);
        }
    }

    private static boolean listed(Route route, RouteProblems.Code code) {
        var response = operation(route)
                .path("responses")
                .path(Integer.toString(code.status().value()));
        return codes(response).anyMatch(code.code()::equals);
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
