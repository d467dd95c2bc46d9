package dev.warfront.app;

import dev.warfront.app.ApiDocument.Operation;
import dev.warfront.app.RecordingProxy.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The examples that the description of the API shows, and how they are made of what was recorded.
final class ExampleFile {
    private static final Path FILE = Path.of("..", "config", "src", "main", "resources", "api-examples.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Set<String> SECRETS = Set.of("password", "access_token", "refresh_token", "signing_key");
    private static final int ITEMS_MAX = 2;

    private ExampleFile() {}

    static JsonNode read() {
        return JSON.readTree(FILE.toFile());
    }

    /// With `-Dexamples=write`, beside those that nobody plays.
    static boolean isWritten() {
        return "write".equals(System.getProperty("examples"));
    }

    static void write(Map<String, JsonNode> played) {
        var all = new TreeMap<String, JsonNode>();
        read().propertyStream().forEach(each -> all.put(each.getKey(), each.getValue()));
        all.putAll(played);
        try {
            Files.writeString(FILE, JSON.writeValueAsString(all).replace("\r\n", "\n") + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The fullest of each operation: that with the longest answer.
    static Map<String, JsonNode> of(ApiDocument api, List<Recorded> recorded) {
        var examples = new TreeMap<String, JsonNode>();
        recorded.stream()
                .sorted(Comparator.comparingInt(each -> each.response().length))
                .forEach(each -> operation(api, each).ifPresent(one -> examples.put(one.id(), example(each))));
        return examples;
    }

    /// Which was asked. A path without a variable goes before one with.
    static Optional<Operation> operation(ApiDocument api, Recorded recorded) {
        return api.operations()
                .filter(one -> one.method().toUpperCase(Locale.ROOT).equals(recorded.method()))
                .filter(one -> recorded.path().matches(one.path().replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparingInt(one -> one.path().split("\\{", -1).length));
    }

    private static JsonNode example(Recorded recorded) {
        var example = JSON.createObjectNode();
        Stream.of(Map.entry("request", recorded.request()), Map.entry("response", recorded.response()))
                .filter(each -> each.getValue().length > 0)
                .forEach(each -> example.set(each.getKey(), shown(JSON.readTree(each.getValue()))));
        return example;
    }

    /// Short, and without secrets.
    private static JsonNode shown(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var items = JSON.createArrayNode();
            array.valueStream().limit(ITEMS_MAX).map(ExampleFile::shown).forEach(items::add);
            return items;
        }
        if (node instanceof ObjectNode object) {
            var fields = JSON.createObjectNode();
            object.propertyStream()
                    .forEach(each -> fields.set(
                            each.getKey(),
                            SECRETS.contains(each.getKey())
                                    ? StringNode.valueOf("made-up-" + each.getKey().replace('_', '-'))
                                    : shown(each.getValue())));
            return fields;
        }
        return node;
    }

    /// Whether the two have the same fields of the same types. What is null or empty in one of them is like anything.
    static boolean isAlike(JsonNode one, JsonNode other) {
        if (one.isNull() || other.isNull()) {
            return true;
        }
        if (one.isObject() && other.isObject()) {
            return isFree(one, other)
                    || (Set.copyOf(one.propertyNames()).equals(Set.copyOf(other.propertyNames()))
                            && one.propertyStream()
                                    .allMatch(each -> isAlike(each.getValue(), other.path(each.getKey()))));
        }
        if (one.isArray() && other.isArray()) {
            return one.isEmpty() || other.isEmpty() || isAlike(one.path(0), other.path(0));
        }
        return one.isNumber() ? other.isNumber() : one.getNodeType() == other.getNodeType();
    }

    /// The payload of an event is as its type says.
    private static boolean isFree(JsonNode one, JsonNode other) {
        return one.has("event_type")
                && !one.path("event_type").equals(other.path("event_type"))
                && Set.copyOf(one.propertyNames()).equals(Set.copyOf(other.propertyNames()));
    }
}
