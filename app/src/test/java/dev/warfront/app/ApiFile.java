package dev.warfront.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The description of the API as it is kept for those who generate clients from it, in the order of its names.
final class ApiFile {
    private static final Path FILE = Path.of("..", "docs", "openapi.json");
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    private ApiFile() {}

    /// With `-Dopenapi=write` it is written first.
    static boolean isSame(JsonNode api) {
        var text = text(api);
        try {
            if ("write".equals(System.getProperty("openapi"))) {
                Files.writeString(FILE, text);
            }
            return Files.readString(FILE).equals(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(JsonNode api) {
        return SORTED.writeValueAsString(SORTED.treeToValue(api, Object.class)).replace("\r\n", "\n") + "\n";
    }
}
