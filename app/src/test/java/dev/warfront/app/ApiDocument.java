package dev.warfront.app;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The description of the API, to be looked through.
///
/// @param root of the document
record ApiDocument(JsonNode root) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final String REFERENCE = "$ref";

    /// As a program tells it.
    static ApiDocument of(RunningProgram program) {
        var text = program.client()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return new ApiDocument(new JsonMapper().readTree(Objects.requireNonNull(text)));
    }

    Stream<String> paths() {
        return root.path("paths").propertyStream().map(path -> path.getKey());
    }

    Stream<Operation> operations() {
        return root.path("paths").propertyStream().flatMap(path -> path.getValue()
                .propertyStream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method -> new Operation(this, method.getKey(), path.getKey(), method.getValue())));
    }

    /// What is defined once for all, by its name.
    Stream<Named> components(String kind) {
        return root.path("components")
                .path(kind)
                .propertyStream()
                .map(each -> new Named(each.getKey(), each.getValue()));
    }

    Stream<Named> schemas() {
        return components("schemas");
    }

    /// A property of a schema, named as `Schema.property`.
    Stream<Named> properties() {
        return schemas().flatMap(schema -> schema.node()
                .path("properties")
                .propertyStream()
                .map(each -> new Named(schema.name() + "." + each.getKey(), each.getValue())));
    }

    /// Everything, however deep.
    Stream<JsonNode> nodes() {
        return nodes(root);
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.valueStream().flatMap(ApiDocument::nodes));
    }

    Stream<String> references() {
        return nodes().filter(node -> node.has(REFERENCE))
                .map(node -> node.path(REFERENCE).asString());
    }

    /// What is meant where something is referred to.
    JsonNode followed(JsonNode node) {
        return node.has(REFERENCE) ? at(node.path(REFERENCE).asString()) : node;
    }

    JsonNode at(String reference) {
        return root.at(reference.substring(1));
    }

    /// Something that has a name.
    record Named(String name, JsonNode node) {
        boolean isDescribed() {
            return !node.path("description").asString("").isBlank();
        }
    }

    /// One thing that may be asked.
    record Operation(ApiDocument api, String method, String path, JsonNode node) {
        String id() {
            return node.path("operationId").asString("");
        }

        /// With those referred to in full.
        Stream<JsonNode> parameters() {
            return node.path("parameters").valueStream().map(api::followed);
        }

        Stream<Named> responses() {
            return node.path("responses").propertyStream().map(each -> new Named(each.getKey(), each.getValue()));
        }

        /// The schemas of its body and of its answers, as they stand there.
        Stream<JsonNode> schemas() {
            return Stream.concat(
                            Stream.of(node.path("requestBody")),
                            responses().map(Named::node))
                    .flatMap(body -> body.path("content").valueStream())
                    .map(media -> media.path("schema"));
        }

        @Override
        public String toString() {
            return id() + " (" + method + " " + path + ")";
        }
    }
}
