package dev.warfront.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The tables of docs/settings.md.
final class SettingsPage {
    static final Path FILE = Path.of("..", "docs", "settings.md");
    private static final String HEAD = """
            | Setting | Type | Default | `demo` | Allowed | Meaning |
            |---|---|---|---|---|---|
            """;
    private static final Map<String, String> UNITS = Map.of("-m", "m", "-hz", "Hz", "-bp", "bp");

    private final ProgramSettings settings;
    private final DefaultValues defaults;
    private final DefaultValues demo;

    SettingsPage(ProgramSettings settings, DefaultValues defaults, DefaultValues demo) {
        this.settings = settings;
        this.defaults = defaults;
        this.demo = demo;
    }

    /// By their names, in their order.
    Map<String, String> sections() {
        var sections = new LinkedHashMap<String, String>();
        sections.put("rules", tables("war"));
        sections.put("operation", tables("warfront") + tables("management"));
        sections.put("others", others());
        return sections;
    }

    /// A heading for each prefix, and below it a table for each record that is read there.
    private String tables(String first) {
        var byPrefix = settings.records().stream()
                .filter(record ->
                        ProgramSettings.prefix(record).split("\\.", -1)[0].equals(first))
                .collect(Collectors.groupingBy(ProgramSettings::prefix, TreeMap::new, Collectors.toList()));
        return byPrefix.entrySet().stream()
                .map(each -> "### " + each.getKey() + "\n\n" + tables(each.getValue()))
                .collect(Collectors.joining());
    }

    private String tables(List<Class<?>> records) {
        return records.stream().map(this::table).collect(Collectors.joining());
    }

    private String table(Class<?> record) {
        var rows = new StringBuilder();
        var group = "";
        for (var setting :
                settings.all().stream().filter(each -> each.root() == record).toList()) {
            if (!setting.group().equals(group) && setting.groups().size() > 1) {
                rows.append(row("**`" + setting.group() + "`**", "", "", "", "", setting.groupMeaning()));
            }
            group = setting.group();
            rows.append(row(setting));
        }
        return "%s%s.\n\n%s%s\n".formatted(settings.lead(record), context(record), HEAD, rows);
    }

    /// A link to the rules of the record's context, where there are some.
    private static String context(Class<?> record) {
        var context = record.getPackageName().split("\\.", -1)[2];
        var rules = "rules/" + context + ".md";
        return Files.exists(FILE.resolveSibling(rules)) ? " ([" + context + "](" + rules + "))" : "";
    }

    private String row(Setting setting) {
        var allowed = new AllowedValues(setting, defaults.read(setting.root())).text();
        return row(
                "`" + setting.name() + "`",
                type(setting),
                value(defaults, setting.name()),
                demo(setting.name()),
                allowed,
                setting.meaning());
    }

    private String others() {
        return HEAD + SettingsMetadata.additional().stream().map(this::row).collect(Collectors.joining());
    }

    private String row(JsonNode written) {
        var name = written.path("name").stringValue();
        var type = switch (written.path("type").stringValue()) {
            case "java.lang.Boolean" -> word(boolean.class);
            case "java.lang.String" -> word(String.class);
            default -> "list of texts";
        };
        var meaning = written.path("description").stringValue().replaceAll("\\.$", "");
        return row("`" + name + "`", type, value(defaults, name), demo(name), "", meaning);
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                .map(cell -> cell.isEmpty() ? " " : " " + cell.replace("|", "\\|") + " ")
                .collect(Collectors.joining("|", "|", "|\n"));
    }

    private static String value(DefaultValues values, String name) {
        return values.text(name)
                .map(text -> text.isEmpty() ? "empty" : "`" + text + "`")
                .orElse("none");
    }

    private String demo(String name) {
        return Objects.equals(demo.text(name), defaults.text(name)) ? "" : value(demo, name);
    }

    private static String type(Setting setting) {
        var unit = UNITS.entrySet().stream()
                .filter(each -> setting.name().endsWith(each.getKey()))
                .map(each -> ", " + each.getValue())
                .collect(Collectors.joining());
        return word(setting.type()) + unit;
    }

    private static String word(Type type) {
        if (type instanceof ParameterizedType list) {
            return "list of " + word(list.getActualTypeArguments()[0]) + "s";
        }
        return switch (type.getTypeName()) {
            case "boolean" -> "boolean";
            case "int", "long" -> "integer";
            case "double" -> "decimal";
            case "java.lang.String" -> "text";
            case "java.time.Duration" -> "duration";
            default -> "word";
        };
    }
}
