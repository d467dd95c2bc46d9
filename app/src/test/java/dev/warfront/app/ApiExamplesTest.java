package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.warfront.app.ApiDocument.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every body and answer has an example, and each is what its schema says.
@ExtendWith(SharedProgram.class)
class ApiExamplesTest {
    private static final ObjectMapper JACKSON_2 = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /// Capitals that somebody else chooses: staff, the authors of the world, RFC 7517.
    private static final Set<String> CHOSEN = Set.of("reason", "resource_type", "kty");

    private static ApiDocument api;

    @BeforeAll
    static void read(RunningProgram program) {
        api = ApiDocument.of(program);
    }

    @Test
    void bodiesAndAnswers_haveAnExample() {
        assertThat(shown().filter(each -> !each.media().has("example")))
                .as("have GeneratedClientRound play it, and write the examples by -Dexamples=write")
                .isEmpty();
    }

    @Test
    void examples_areWhatTheirSchemasSay() {
        assertThat(shown().filter(each -> each.media().has("example"))
                        .flatMap(each -> flaws(
                                        each.media().path("schema"),
                                        each.media().path("example"))
                                .map(flaw -> each.of() + ": " + flaw)))
                .isEmpty();
    }

    /// So that a word of an enum is not taken for any text.
    @Test
    void wordsInCapitals_areNamesOfConstants() {
        assertThat(shown().flatMap(each ->
                        unnamed(each.media().path("schema"), each.media().path("example"))))
                .as("mark it @NameOf")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "assist", "objective_capture"})
    void scoreEvents_areDescribedAsTheirCodecWritesThem(String event) {
        var golden = golden(event);

        assertThat(flaws(schema("ScoreEvent"), golden)).isEmpty();
        assertThat(api.at("#/components/schemas/ScoreEvent/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(golden.propertyNames());
    }

    @Test
    void givenAnotherType_theSchemaOfScoreEventsRefusesIt() {
        var text = golden("kill").toString().replace("\"KILL\"", "\"NUKE\"");

        assertThat(flaws(schema("ScoreEvent"), new JsonMapper().readTree(text))).isNotEmpty();
    }

    private static JsonNode golden(String event) {
        var file = Path.of("..", "adapters", "src", "test", "resources", "golden", "score-events", event + ".json");
        try {
            return new JsonMapper().readTree(Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode schema(String name) {
        return new JsonMapper().createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    /// What a schema finds wrong with an example.
    private static Stream<String> flaws(JsonNode schema, JsonNode example) {
        var root = (ObjectNode) jackson2(schema);
        root.set("components", jackson2(api.root().path("components")));
        return SCHEMAS.getSchema(root, STRICT).validate(jackson2(example)).stream()
                .map(ValidationMessage::toString);
    }

    private static com.fasterxml.jackson.databind.JsonNode jackson2(JsonNode node) {
        try {
            return JACKSON_2.readTree(node.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<String> unnamed(JsonNode schema, JsonNode example) {
        var known = api.followed(schema.has("anyOf") ? schema.path("anyOf").path(0) : schema);
        if (example.isObject()) {
            return example.propertyStream()
                    .filter(each -> !CHOSEN.contains(each.getKey()))
                    .flatMap(each -> unnamed(known.path("properties").path(each.getKey()), each.getValue())
                            .map(flaw -> each.getKey() + " " + flaw));
        }
        if (example.isArray()) {
            return example.valueStream().flatMap(item -> unnamed(known.path("items"), item));
        }
        var isWord = example.isString() && example.asString().matches("[A-Z]{2,}[A-Z_]*");
        return isWord && known.path("type").asString("").equals("string") && !known.has("enum")
                ? Stream.of(example.asString())
                : Stream.of();
    }

    /// All of JSON that is sent or answered in success.
    private static Stream<Shown> shown() {
        return api.operations().flatMap(ApiExamplesTest::shown);
    }

    private static Stream<Shown> shown(Operation operation) {
        return Stream.concat(
                        Stream.of(operation.node().path("requestBody")),
                        operation
                                .responses()
                                .filter(response -> response.name().startsWith("2"))
                                .map(ApiDocument.Named::node))
                .flatMap(body -> body.path("content").valueStream())
                .map(media -> new Shown(operation.toString(), media));
    }

    private record Shown(String of, JsonNode media) {}
}
