package dev.warfront.documents;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.documents.Field.Kind;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The events in the log of scores, which bear no envelope. Golden files of their codec are the samples; no record has
/// their fields.
final class LoggedScoreEvents {
    static final String CUT_OFF = "CUT_OFF";
    private static final JsonMapper JSON = WireJson.jsonMapper();
    private static final Path FILES = Words.ROOT.resolve("adapters/src/test/resources/golden/score-events");
    private static final Set<String> MAY_BE_NULL = Set.of("battle_id", "base_points");

    /// Of fields that have other names in the records that they become.
    private static final Map<String, String> ELSEWHERE = Map.of(
            "battle_id", "battle",
            "player_id", "player",
            "victim_id", "victim");

    private final Words words;

    LoggedScoreEvents(Words words) {
        this.words = words;
    }

    /// All that the program knows.
    static Set<String> types() {
        var types = Stream.of(ScoreType.values()).map(ScoreType::name).collect(Collectors.toCollection(TreeSet::new));
        types.add(CUT_OFF);
        return types;
    }

    List<EventForm> forms() {
        try (var files = Files.list(FILES)) {
            return files.sorted().map(LoggedScoreEvents::read).map(this::form).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EventForm form(String text) {
        var json = JSON.readTree(text);
        var type = json.path("type").stringValue();
        var fields = json.properties().stream()
                .map(each -> field(type, each.getKey(), each.getValue()))
                .toList();
        var sample = new Example(false, json.path("war_id").stringValue(), Map.of(), text);
        return new EventForm(ScoreLog.FEED, type, "", 0, fields, sample);
    }

    private Field field(String type, String name, JsonNode sample) {
        var list = sample.isArray();
        return new Field(
                name,
                kind(name, sample),
                sample.isNull() || (MAY_BE_NULL.contains(name) && !isDerived(type)),
                false,
                list,
                meaning(type, name),
                List.of());
    }

    /// Of what the sample has not, too.
    private static Kind kind(String name, JsonNode sample) {
        if (name.endsWith("_id") || name.equals("players")) {
            return Kind.ID;
        }
        return name.equals("base_points") ? Kind.INTEGER : Kind.of(sample);
    }

    private static boolean isDerived(String type) {
        return type.equals(CUT_OFF) || !ScoreType.valueOf(type).fromGameServers();
    }

    private String meaning(String type, String name) {
        return switch (name) {
            case "type" -> "`" + type + "`";
            case "side" -> words.with("", Side.class);
            case "stored_at" -> "when it was stored in the outbox; it counts as its receipt";
            case "source" -> "`TERRITORY`";
            case "event_id" -> type.equals(CUT_OFF) ? "" : said(type, name);
            case "occurred_at" -> type.equals(CUT_OFF) ? "when events stop counting" : said(type, name);
            default -> said(type, name);
        };
    }

    private String said(String type, String name) {
        if (isDerived(type)) {
            return words.param(CaptureScoreEvent.class, name.equals("base_points") ? "points" : camel(name));
        }
        return words.param(ScoreEvent.class, ELSEWHERE.getOrDefault(name, camel(name)));
    }

    private static String camel(String name) {
        var words = name.split("_");
        return words[0]
                + Stream.of(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
