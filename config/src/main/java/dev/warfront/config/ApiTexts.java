package dev.warfront.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the Javadoc of types and methods says. The build keeps it in the class path, a file for each type.
final class ApiTexts {
    private static final Text NONE = new Text("", Map.of());
    private static final Pattern LINK = Pattern.compile("\\{@link(?:plain)?\\s+(?:[\\w.]+\\.)?(\\w+)[^}]*}");
    private static final Pattern TAG = Pattern.compile("@param\\s+(\\S+)\\s+(.*)", Pattern.DOTALL);

    private final JsonMapper json = new JsonMapper();

    /// Of a type; for a record its components are the parameters.
    Text of(Class<?> type) {
        return file(type).map(file -> parsed(file.path("doc"))).orElse(NONE);
    }

    /// Of one of those methods of a type that have a name of their own.
    Text of(Method method) {
        return file(method.getDeclaringClass()).stream()
                .flatMap(file -> file.path("methods").valueStream())
                .filter(each -> each.path("name").asString("").equals(method.getName()))
                .findFirst()
                .map(each -> parsed(each.path("doc")))
                .orElse(NONE);
    }

    private Optional<JsonNode> file(Class<?> type) {
        var resource = new ClassPathResource(type.getName().replace('.', '/') + "__Javadoc.json");
        if (!resource.exists()) {
            return Optional.empty();
        }
        try (var content = resource.getInputStream()) {
            return Optional.of(json.readTree(content));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Text parsed(JsonNode doc) {
        var parts = LINK.matcher(doc.asString("")).replaceAll("$1").split("(?m)^\\s*(?=@\\w)", -1);
        var parameters = new LinkedHashMap<String, String>();
        for (var part : parts) {
            var tag = TAG.matcher(part);
            if (tag.matches()) {
                parameters.put(tag.group(1), joined(tag.group(2)));
            }
        }
        return new Text(parts[0].startsWith("@") ? "" : joined(parts[0]), parameters);
    }

    /// Lines of a paragraph are one.
    private static String joined(String text) {
        return text.strip().replaceAll("[ \\t]*\\R[ \\t]*(?!\\s)", "\n").replaceAll("(?<!\n)\n(?!\n)", " ");
    }

    /// @param body without its tags; empty where there is none
    /// @param parameters what is said of each
    record Text(String body, Map<String, String> parameters) {
        /// The first sentence.
        String summary() {
            var end = body.indexOf(". ");
            return end < 0 ? body.lines().findFirst().orElse("") : body.substring(0, end + 1);
        }

        Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name));
        }
    }
}
