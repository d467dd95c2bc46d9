package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.app.ApiDocument.Named;
import dev.warfront.app.ApiDocument.Operation;
import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.RouteProblems;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What holds for all of the description of the API, whoever adds a route: each test says of each offender what it
/// lacks.
@ExtendWith(SharedProgram.class)
class ApiRulesTest {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String CAMEL_CASE = "[a-z]+([A-Z][a-z0-9]*)+";
    private static final String PASCAL_CASE = "([A-Z][a-z0-9]*)+";
    private static final String SNAKE_CASE = "[a-z][a-z0-9]*(_[a-z0-9]+)*";
    private static final String KEBAB_PATH = "(/(\\.?[a-z0-9]+(-[a-z0-9]+)*(\\.json)?|\\{[a-z]+([A-Z][a-z]*)*}))+";
    private static final Set<String> NO_BODY = Set.of("204", "304");

    private static ApiDocument api;
    private static Collection<ApiRoutes.Route> routes;

    @BeforeAll
    static void read(RunningProgram program) {
        api = ApiDocument.of(program);
        routes = program.get(ApiRoutes.class).all();
    }

    @Test
    void thereIsSomethingToLookAt() {
        assertThat(api.operations()).hasSizeGreaterThan(50);
        assertThat(api.schemas()).hasSizeGreaterThan(80);
    }

    /// By the name of the handler: a verb and what it is done to.
    @Test
    void operationIds_areCamelCase_ofAVerbAndANoun() {
        assertThat(api.operations().filter(one -> !one.id().matches(CAMEL_CASE)))
                .as("rename the handler: its name is the id of the operation")
                .isEmpty();
    }

    @Test
    void operationIds_areUnique() {
        assertThat(api.operations().map(Operation::id))
                .as("rename one of two handlers")
                .doesNotHaveDuplicates();
    }

    @Test
    void operationIds_areTheNamesOfHandlers() {
        assertThat(api.operations().map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(routes.stream()
                        .map(route -> route.handler().getMethod().getName())
                        .toList());
    }

    @Test
    void lists_areListed() {
        assertThat(api.operations()
                        .filter(one -> one.schemas()
                                .anyMatch(schema ->
                                        schema.path("$ref").asString("").endsWith("Page")))
                        .filter(one -> !one.id().startsWith("list")))
                .as("what answers a page is called list…")
                .isEmpty();
    }

    @Test
    void operations_haveASummaryOfOneSentence() {
        assertThat(api.operations()
                        .filter(one -> !one.node().path("summary").asString("").matches("[A-Z].*[^.]\\.")))
                .as("write Javadoc above the handler, before its annotations; the first sentence is the summary")
                .isEmpty();
    }

    @Test
    void operations_haveTheTagOfTheirContext() {
        var tags = api.root()
                .path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        assertThat(api.operations().filter(one -> one.node().path("tags").size() != 1))
                .isEmpty();
        assertThat(api.operations()
                        .map(one -> one.node().path("tags").path(0).asString())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(tags);
    }

    @Test
    void parameters_areDescribed_andHaveASchema() {
        assertThat(api.operations()
                        .flatMap(one -> one.parameters()
                                .filter(parameter -> parameter
                                                .path("description")
                                                .asString("")
                                                .isBlank()
                                        || !parameter.has("schema"))
                                .map(parameter ->
                                        one + ": " + parameter.path("name").asString())))
                .as("write `@param` into the Javadoc of the handler")
                .isEmpty();
    }

    @Test
    void headers_areDescribed() {
        assertThat(api.components("headers").filter(header -> !header.isDescribed()))
                .isEmpty();
        assertThat(api.operations()
                        .flatMap(Operation::responses)
                        .flatMap(response ->
                                response.node().path("headers").valueStream().filter(header -> !header.has("$ref"))))
                .as("headers are described once, among the components")
                .isEmpty();
    }

    @Test
    void schemas_areNamedAndDescribed() {
        assertThat(api.schemas().map(Named::name)).allMatch(name -> name.matches(PASCAL_CASE));
        assertThat(api.schemas().filter(schema -> !schema.isDescribed()).map(Named::name))
                .as("write Javadoc above the record or enum")
                .isEmpty();
    }

    @Test
    void noSchemaIsUnused() {
        var used = api.references().collect(Collectors.toSet());
        assertThat(api.schemas().map(schema -> SCHEMAS + schema.name())).isSubsetOf(used);
    }

    @Test
    void everyReferenceIsToSomething() {
        assertThat(api.references().filter(reference -> api.at(reference).isMissingNode()))
                .isEmpty();
    }

    @Test
    void bodiesAndAnswers_areNamedSchemas() {
        assertThat(api.operations()
                        .filter(one -> one.schemas()
                                .anyMatch(schema ->
                                        !schema.path("$ref").asString("").startsWith(SCHEMAS))))
                .as("answer a record whose name ends with Json, or a list of it")
                .isEmpty();
    }

    @Test
    void noPropertyIsAnInlineObjectOrEnum() {
        assertThat(api.properties()
                        .filter(property -> isInline(property.node()))
                        .map(Named::name))
                .as("give it a record of its own, or @NameOf its enum")
                .isEmpty();
    }

    private static boolean isInline(JsonNode schema) {
        return schema.has("enum")
                || schema.has("properties")
                || schema.has("allOf")
                || (schema.path("type").asString("").equals("object") && !schema.has("$ref"))
                || (schema.has("items") && isInline(schema.path("items")));
    }

    @Test
    void objects_haveProperties_andRequireNothingElse() {
        assertThat(api.schemas()
                        .filter(schema ->
                                schema.node().path("type").asString("").equals("object"))
                        .filter(schema -> !schema.node().has("additionalProperties"))
                        .filter(schema -> !requiresItsOwn(schema.node()))
                        .map(Named::name))
                .isEmpty();
    }

    private static boolean requiresItsOwn(JsonNode schema) {
        return schema.path("properties").size() > 0
                && schema.path("required")
                        .valueStream()
                        .allMatch(name -> schema.path("properties").has(name.asString()));
    }

    @Test
    void paths_areKebabCase_andEndWithoutASlash() {
        assertThat(api.paths()).allMatch(path -> path.matches(KEBAB_PATH));
    }

    /// But those of the keys, whose names are those of RFC 7517.
    @Test
    void properties_areSnakeCase() {
        assertThat(api.properties().map(Named::name).map(name -> name.substring(name.indexOf('.') + 1)))
                .allMatch(name -> name.matches(SNAKE_CASE));
    }

    @Test
    void queryParameters_areSnakeCase() {
        assertThat(api.operations()
                        .flatMap(Operation::parameters)
                        .filter(parameter -> parameter.path("in").asString().equals("query"))
                        .map(parameter -> parameter.path("name").asString()))
                .allMatch(name -> name.matches(SNAKE_CASE));
    }

    @Test
    void numbers_sayHowLargeTheyGet() {
        assertThat(api.properties()
                        .filter(property -> property.node().toString().matches(".*\"(integer|number)\".*"))
                        .filter(property -> !property.node().has("format"))
                        .map(Named::name))
                .isEmpty();
    }

    @Test
    void whatIsCalledAnIdOrAnInstant_isOne() {
        assertThat(formatsOf("(id|.*_id)").distinct())
                .isSubsetOf("uuid", "AuditTarget.id", "AuditEntry.correlation_id", "Problem.trace_id", "Region.id");
        assertThat(formatsOf(".*_at")).containsOnly("date-time");
    }

    /// The format, or the name of a property that has none.
    private static Stream<String> formatsOf(String name) {
        return api.properties()
                .filter(property -> property.name().matches("\\w+\\." + name))
                .map(property -> property.node().path("format").asString(property.name()));
    }

    @Test
    void errors_areProblems_withTheirCodes() {
        assertThat(failures()
                        .filter(failure -> !failure.node()
                                .at("/content/application~1problem+json/schema/$ref")
                                .asString("")
                                .equals(SCHEMAS + "Problem")))
                .isEmpty();
        assertThat(failures().filter(failure -> failure.node().path("x-codes").isEmpty()))
                .isEmpty();
    }

    @Test
    void everyCode_isOneOfTheEnum_andTheOtherWayRound() {
        var named = api.at(SCHEMAS + "ErrorCode")
                .path("enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
        var used = failures()
                .flatMap(failure -> failure.node().path("x-codes").valueStream())
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
        used.addAll(RouteProblems.WITHOUT_A_ROUTE);
        assertThat(named).isEqualTo(used).isSubsetOf(ErrorCodesTest.documented().keySet());
    }

    private static Stream<Named> failures() {
        return api.operations()
                .flatMap(Operation::responses)
                .filter(response -> response.name().matches("[45]\\d\\d"));
    }

    @Test
    void operations_sayHowTheyAreRefused() {
        assertThat(api.operations()
                        .filter(one -> one.responses()
                                .noneMatch(response -> response.name().startsWith("4"))))
                .isEmpty();
    }

    @Test
    void answers_areJson_orNothing() {
        assertThat(api.operations()
                        .flatMap(one -> one.responses()
                                .filter(response -> response.name().startsWith("2"))
                                .filter(response -> NO_BODY.contains(response.name())
                                        ? response.node().has("content")
                                        : !response.node().path("content").has("application/json"))
                                .map(response -> one + " " + response.name())))
                .isEmpty();
    }

    @Test
    void whatHasAnETag_mayBeAskedForOnlyWhenItIsAnother() {
        assertThat(api.operations()
                        .filter(one -> one.method().equals("get"))
                        .filter(one -> one.responses()
                                .anyMatch(response -> response.name().equals("200")
                                        && response.node().path("headers").has("ETag"))))
                .hasSizeGreaterThan(5)
                .allMatch(one ->
                        one.responses().anyMatch(response -> response.name().equals("304")))
                .allMatch(one -> one.parameters()
                        .anyMatch(parameter -> parameter.path("name").asString().equals("If-None-Match")));
    }

    @Test
    void theProgramSaysWhatItIs() {
        var info = api.root().path("info");
        assertThat(Stream.of("/title", "/version", "/description", "/contact/name", "/license/name")
                        .filter(field -> info.at(field).asString("").isBlank()))
                .isEmpty();
        assertThat(api.root().path("servers")).isNotEmpty();
        assertThat(api.root().path("openapi").asString()).startsWith("3.1");
    }

    /// A name that differs in its case alone is one class to some generators.
    @Test
    void namesDifferByMoreThanTheirCase() {
        Map<String, Integer> seen = new HashMap<>();
        api.schemas().forEach(schema -> seen.merge(schema.name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum));
        assertThat(seen).doesNotContainValue(2);
    }
}
