package dev.warfront.documents;

import dev.warfront.kernel.json.WireJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole record of a topic.
///
/// @param ofARun a program that ran has published it; else a test made it up
/// @param headers in any order
public record Example(boolean ofARun, String key, Map<String, String> headers, String value) {
    private static final JsonMapper JSON = WireJson.jsonMapper();
    private static final String OF_A_RUN = "From a run:";
    private static final String OF_A_TEST = "No run of the tests has it; from a test:";
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER);

    /// That with the most in it first, of these the shortest.
    static final Comparator<Example> BEST = Comparator.<Example>comparingInt(Example::gaps)
            .thenComparing(example -> example.value.length())
            .thenComparing(Example::value);

    public Example {
        headers = new TreeMap<>(headers);
    }

    /// Null where the value is no JSON.
    JsonNode json() {
        try {
            return value.isEmpty() ? JSON.nullNode() : JSON.readTree(value);
        } catch (JacksonException noJson) {
            return JSON.nullNode();
        }
    }

    /// How much of it is null or empty.
    private int gaps() {
        return gaps(json());
    }

    private static int gaps(JsonNode node) {
        if (node.isNull() || (node.isContainer() && node.isEmpty())) {
            return 1;
        }
        return node.valueStream().mapToInt(Example::gaps).max().orElse(0)
                + (int) node.valueStream().filter(JsonNode::isNull).count();
    }

    /// As it stands on the page.
    String text() {
        var lines = new ArrayList<String>();
        lines.add("key: " + key);
        headers.forEach((name, header) -> lines.add(name + ": " + header));
        lines.add("");
        lines.add(pretty());
        return "%s\n\n```\n%s\n```\n".formatted(ofARun ? OF_A_RUN : OF_A_TEST, String.join("\n", lines));
    }

    private String pretty() {
        var json = json();
        return json.isNull() ? value : JSON.writer().with(PRINTER).writeValueAsString(json);
    }

    /// What [#text] wrote.
    static Example parse(String text) {
        var parts = text.split("\n*```\n?", -1);
        var halves = parts[1].split("\n\n", 2);
        var headers = new LinkedHashMap<String, String>();
        for (var line : halves[0].split("\n", -1)) {
            var cells = line.split(": ?", 2);
            headers.put(cells[0], cells[1]);
        }
        var key = headers.remove("key");
        return new Example(parts[0].strip().endsWith(OF_A_RUN), key == null ? "" : key, headers, halves[1]);
    }
}
