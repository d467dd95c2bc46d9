package dev.warfront.score.json;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes the fields of events from the tokens of a parser, without a tree in between. What is no JSON fails as the
/// parser fails.
final class EventReader {
    /// More names than any event may have; a longer list is not kept.
    private static final int IDS_READ_MAX = EventFields.PLAYERS_READ_MAX + 1;
    /// Stands for what no field may hold.
    private static final Object NONSENSE = new Object();

    private final JsonParser parser;

    EventReader(JsonParser parser) {
        this.parser = parser;
    }

    /// From the start of an object to its end. Of a field that stands twice the last counts.
    EventFields object() {
        var values = new EnumMap<EventField, @Nullable Object>(EventField.class);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var field = EventField.named(parser.currentName());
            parser.nextToken();
            if (field == null) {
                skip();
            } else {
                values.put(field, value(field.kind()));
            }
        }
        return new EventFields(values);
    }

    private @Nullable Object value(EventField.Kind kind) {
        return switch (kind) {
            case IDS -> parser.currentToken() == JsonToken.START_ARRAY ? ids() : scalar(kind);
            case ID, TEXT, NUMBER, INSTANT -> scalar(kind);
        };
    }

    private @Nullable Object scalar(EventField.Kind kind) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> text(kind);
            case VALUE_NUMBER_INT -> number();
            default -> {
                skip();
                yield NONSENSE;
            }
        };
    }

    private Object text(EventField.Kind kind) {
        var fixed = switch (kind) {
            case ID, IDS ->
                FixedForms.uuid(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            case INSTANT ->
                FixedForms.instant(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            case TEXT, NUMBER -> null;
        };
        return fixed == null ? parser.getString() : fixed;
    }

    private Object number() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> NONSENSE;
        };
    }

    private List<@Nullable Object> ids() {
        var ids = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var id = scalar(EventField.Kind.ID);
            if (ids.size() < IDS_READ_MAX) {
                ids.add(id);
            }
        }
        return ids;
    }

    /// To the end of the value that begins here. Every text is read: what is no UTF-8 is no JSON.
    void skip() {
        var depth = 0;
        do {
            var token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else {
                parser.finishToken();
            }
        } while (depth > 0 && parser.nextToken() != null);
    }
}
