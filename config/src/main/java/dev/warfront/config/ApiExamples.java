package dev.warfront.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/// Examples of bodies and answers of success, by operation. They come from a war that a test has played.
final class ApiExamples {
    private static final String FILE = "api-examples.json";

    private final JsonNode examples;

    ApiExamples() {
        try (var content = new ClassPathResource(FILE).getInputStream()) {
            examples = Json.mapper().readTree(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Shows them where the operation has a body, and in its answer of success.
    void addTo(Operation operation) {
        var example = examples.path(operation.getOperationId());
        if (operation.getRequestBody() != null) {
            show(example.path("request"), operation.getRequestBody().getContent());
        }
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                show(example.path("response"), response.getContent());
            }
        });
    }

    private static void show(JsonNode example, @Nullable Content content) {
        if (!example.isMissingNode()) {
            Optional.ofNullable(content).stream()
                    .flatMap(all -> all.values().stream())
                    .forEach(media -> media.setExample(example));
        }
    }
}
