package dev.warfront.config;

import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The settings as Spring Boot's configuration metadata, by which editors complete and explain them. Settings that no
/// record has come from the file of additional metadata, as with Spring's own processor.
final class SettingsMetadata {
    static final Path FILE = Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");
    static final Path ADDITIONAL = FILE.resolveSibling("additional-spring-configuration-metadata.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Comparator<Map<String, Object>> BY_NAME =
            Comparator.comparing(each -> String.valueOf(each.get("name")));

    private final ProgramSettings settings;
    private final DefaultValues defaults;

    SettingsMetadata(ProgramSettings settings, DefaultValues defaults) {
        this.settings = settings;
        this.defaults = defaults;
    }

    String text() {
        var all = new LinkedHashMap<String, Object>();
        all.put("groups", groups());
        all.put("properties", properties());
        all.put("hints", hints());
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return JSON.writer().with(printer).writeValueAsString(all) + "\n";
    }

    /// Those that no record has.
    static List<JsonNode> additional() {
        return JSON.readTree(ADDITIONAL.toFile())
                .path("properties")
                .valueStream()
                .toList();
    }

    private List<Map<String, Object>> groups() {
        var groups = new ArrayList<Map<String, Object>>();
        for (var record : settings.records()) {
            groups.add(group(ProgramSettings.prefix(record), record, record, settings.lead(record)));
        }
        settings.all().stream()
                .filter(setting -> setting.path().size() > 1)
                .map(this::nested)
                .distinct()
                .forEach(groups::add);
        groups.sort(BY_NAME);
        return groups;
    }

    private Map<String, Object> nested(Setting setting) {
        var source = setting.path().get(setting.path().size() - 2).getDeclaringRecord();
        return group(setting.group(), setting.holder(), source, setting.groupMeaning());
    }

    private static Map<String, Object> group(String name, Class<?> type, Class<?> source, String description) {
        var group = new LinkedHashMap<String, Object>();
        group.put("name", name);
        group.put("type", type.getName());
        group.put("description", description + ".");
        group.put("sourceType", source.getName());
        return group;
    }

    private List<Map<String, Object>> properties() {
        return Stream.concat(
                        settings.all().stream().map(this::property),
                        additional().stream().map(this::copied))
                .sorted(BY_NAME)
                .toList();
    }

    private Map<String, Object> property(Setting setting) {
        var allowed = new AllowedValues(setting, defaults.read(setting.root())).text();
        var property = new LinkedHashMap<String, Object>();
        property.put("name", setting.name());
        property.put("type", type(setting.type()));
        property.put(
                "description", setting.fullMeaning() + "." + (allowed.isEmpty() ? "" : " Allowed: " + allowed + "."));
        property.put("sourceType", setting.holder().getName());
        defaults.text(setting.name()).filter(text -> !text.isEmpty()).ifPresent(text -> {
            property.put("defaultValue", value(setting.type(), text));
        });
        return property;
    }

    /// With its default, which stands in the program's files alone.
    private Map<String, Object> copied(JsonNode written) {
        var property = new LinkedHashMap<String, Object>();
        for (var field : written.properties()) {
            property.put(field.getKey(), field.getValue().stringValue());
        }
        defaults.text(written.path("name").stringValue())
                .ifPresent(text -> property.put(
                        "defaultValue",
                        "java.lang.Boolean".equals(property.get("type")) ? Boolean.valueOf(text) : text));
        return property;
    }

    private static String type(Type type) {
        return type instanceof Class<?> plain
                ? ClassUtils.resolvePrimitiveIfNecessary(plain).getName()
                : type.getTypeName();
    }

    private static Object value(Type type, String text) {
        if (type == int.class || type == long.class) {
            return Long.valueOf(text);
        }
        if (type == double.class) {
            return Double.valueOf(text);
        }
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        return type instanceof Class<?> ? text : List.of(text.split(", "));
    }

    /// Words that may be chosen.
    private List<Map<String, Object>> hints() {
        var hints = new TreeMap<String, List<String>>();
        for (var setting : settings.all()) {
            if (setting.component().getType().isEnum()) {
                var allowed = new AllowedValues(setting, defaults.read(setting.root())).text();
                hints.put(setting.name(), List.of(allowed.split(";", -1)[0].split(", ", -1)));
            }
        }
        return hints.entrySet().stream().map(SettingsMetadata::hint).toList();
    }

    private static Map<String, Object> hint(Map.Entry<String, List<String>> hint) {
        var values = hint.getValue().stream()
                .map(word -> Map.<String, Object>of("value", word.toLowerCase(Locale.ROOT)))
                .toList();
        var found = new LinkedHashMap<String, Object>();
        found.put("name", hint.getKey());
        found.put("values", values);
        return found;
    }
}
