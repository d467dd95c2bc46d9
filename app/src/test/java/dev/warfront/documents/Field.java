package dev.warfront.documents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A field of a payload.
///
/// @param absent it is left out instead of null
/// @param list it is a list of such values
/// @param inner fields of the object that it is; empty for all else
record Field(
        String name, Kind kind, boolean nullable, boolean absent, boolean list, String meaning, List<Field> inner) {
    private static final Pattern ID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME_TEXT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    /// What a value looks like in JSON.
    enum Kind {
        ID,
        TIME,
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        OBJECT;

        boolean fits(JsonNode value) {
            return switch (this) {
                case ID ->
                    value.isString() && ID_TEXT.matcher(value.stringValue()).matches();
                case TIME ->
                    value.isString() && TIME_TEXT.matcher(value.stringValue()).matches();
                case TEXT -> value.isString();
                case INTEGER -> value.isIntegralNumber();
                case DECIMAL -> value.isNumber();
                case BOOLEAN -> value.isBoolean();
                case OBJECT -> value.isObject();
            };
        }

        /// The narrowest that fits.
        static Kind of(JsonNode value) {
            return Stream.of(values())
                    .filter(kind -> kind.fits(value))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// As the second column of a table says it.
    String type() {
        var one = kind.name().toLowerCase(Locale.ROOT);
        return (list ? "list of " + one + "s" : one) + (absent ? ", may be absent" : nullable ? " or null" : "");
    }

    /// Its row, and those of the fields inside it.
    String rows(String prefix) {
        var own = "| `%s%s` | %s | %s |\n"
                .formatted(prefix, name, type(), meaning)
                .replace("|  |", "| |");
        return inner.stream()
                .map(each -> each.rows(prefix + name + (list ? "[]." : ".")))
                .collect(Collectors.joining("", own, ""));
    }

    /// In which an object has other fields than these, or others values; empty when it has not.
    static List<String> misfits(String at, JsonNode object, List<Field> fields) {
        var misfits = new ArrayList<String>();
        var others = new HashSet<>(object.propertyNames());
        for (var field : fields) {
            others.remove(field.name);
            var value = object.path(field.name);
            if (value.isMissingNode()
                    ? !field.absent
                    : value.isNull() ? !field.nullable || field.absent : !field.fits(value)) {
                misfits.add(at + field.name + " is " + value + ", not " + field.type());
            } else if (!field.inner.isEmpty()) {
                (field.list ? value.valueStream() : Stream.of(value).filter(JsonNode::isObject))
                        .forEach(each -> misfits.addAll(misfits(at + field.name + ".", each, field.inner)));
            }
        }
        others.forEach(other -> misfits.add(at + other + " is not documented"));
        return misfits;
    }

    private boolean fits(JsonNode value) {
        return list ? value.isArray() && value.valueStream().allMatch(kind::fits) : kind.fits(value);
    }
}
