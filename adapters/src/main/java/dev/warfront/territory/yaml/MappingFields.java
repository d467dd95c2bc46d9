package dev.warfront.territory.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// The fields of one mapping. Whatever is wrong with them is noted with its place, and reading goes on.
final class MappingFields {
    private final String file;
    private final Mark start;
    private final List<BadWorld.Fault> faults;
    private final Map<String, Node> values = new HashMap<>();

    /// Notes unknown and repeated keys.
    MappingFields(String file, MappingNode mapping, Set<String> known, List<BadWorld.Fault> faults) {
        this.file = file;
        this.start = mapping.getStartMark();
        this.faults = faults;
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                note(tuple.getKeyNode().getStartMark(), "WLD-002", "unknown key \"" + key + "\"" + hint(key, known));
            } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
                note(tuple.getKeyNode().getStartMark(), "WLD-003", "key \"" + key + "\" is given twice");
            }
        }
    }

    /// Where a field stands, or its mapping when it is absent.
    Mark placeOf(String key) {
        var value = values.get(key);
        return value == null ? start : value.getStartMark();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Optional<String> text(String key, Pattern form, String expected) {
        return scalar(key).filter(text -> holds(form.matcher(text).matches(), key, "WLD-006", text, expected));
    }

    Optional<Double> number(String key, double from, double to, String code) {
        return scalar(key).flatMap(text -> parse(key, text)).filter(number -> {
            var inside = number >= from && number <= to;
            return holds(inside, key, code, number, "must be %s..%s".formatted(plain(from), plain(to)));
        });
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return scalar(key).flatMap(text -> {
            for (var constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return Optional.of(constant);
                }
            }
            var names = List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
            note(placeOf(key), "WLD-006", key + " \"" + text + "\" is none of " + names);
            return Optional.empty();
        });
    }

    Optional<List<String>> texts(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof SequenceNode sequence) {
                var texts = new ArrayList<String>();
                sequence.getValue().forEach(item -> scalar(key, item).ifPresent(texts::add));
                return Optional.of(texts);
            }
            return wrongKind(key, node, "a list");
        });
    }

    Optional<MappingFields> fields(String key, Set<String> known) {
        return node(key)
                .flatMap(node -> node instanceof MappingNode mapping
                        ? Optional.of(new MappingFields(file, mapping, known, faults))
                        : wrongKind(key, node, "a mapping"));
    }

    Optional<List<Node>> items(String key) {
        return node(key)
                .flatMap(node -> node instanceof SequenceNode sequence
                        ? Optional.of(sequence.getValue())
                        : wrongKind(key, node, "a list"));
    }

    void note(Mark mark, String code, String text) {
        faults.add(BadWorld.Fault.at(file, mark, code, text));
    }

    private Optional<Node> node(String key) {
        var node = values.get(key);
        if (node == null) {
            note(start, "WLD-004", "key \"" + key + "\" is missing");
        }
        return Optional.ofNullable(node);
    }

    private Optional<String> scalar(String key) {
        return node(key).flatMap(node -> scalar(key, node));
    }

    private Optional<String> scalar(String key, Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : wrongKind(key, node, "a text");
    }

    private Optional<Double> parse(String key, String text) {
        try {
            return Optional.of(new BigDecimal(text).doubleValue());
        } catch (NumberFormatException _) {
            note(placeOf(key), "WLD-005", key + " \"" + text + "\" is not a number");
            return Optional.empty();
        }
    }

    private <T> Optional<T> wrongKind(String key, Node node, String expected) {
        note(node.getStartMark(), "WLD-005", key + " must be " + expected);
        return Optional.empty();
    }

    private boolean holds(boolean holds, String key, String code, Object value, String expected) {
        if (!holds) {
            note(placeOf(key), code, "%s %s: %s".formatted(key, value, expected));
        }
        return holds;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /// The known key with the same letters but one, for typing errors.
    private static String hint(String key, Set<String> known) {
        return known.stream()
                .filter(candidate -> isNear(key, candidate))
                .sorted()
                .findFirst()
                .map(candidate -> " (did you mean \"" + candidate + "\"?)")
                .orElse("");
    }

    /// Equal but for a stretch of at most two letters between a common beginning and a common end.
    private static boolean isNear(String one, String other) {
        var shorter = Math.min(one.length(), other.length());
        var head = 0;
        while (head < shorter && one.charAt(head) == other.charAt(head)) {
            head++;
        }
        var tail = 0;
        while (tail < shorter - head
                && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        return Math.max(one.length(), other.length()) - head - tail <= 2;
    }
}
