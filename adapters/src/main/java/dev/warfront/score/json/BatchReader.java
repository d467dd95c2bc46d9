package dev.warfront.score.json;

import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreEventCodec.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes a batch apart. What can be read of it counts; the rest is one malformed event. Source: docs/rules/score.md,
/// batches.
final class BatchReader {
    private final JsonParser parser;
    private final int length;
    private final Function<EventFields, ParsedEvent> parse;
    private final List<Part> parts = new ArrayList<>();
    /// Where what was not taken apart yet begins.
    private int from;

    /// @param parser stands at the start of the array
    /// @param length of the value, in bytes
    BatchReader(JsonParser parser, int length, Function<EventFields, ParsedEvent> parse) {
        this.parser = parser;
        this.length = length;
        this.parse = parse;
    }

    /// One for each event, in order; never none.
    List<Part> parts() {
        if (offset() < 0) {
            return rest("a batch is UTF-8");
        }
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                if (parts.size() == ScoreEventCodec.EVENTS_MAX) {
                    return rest("more than " + ScoreEventCodec.EVENTS_MAX + " events");
                }
                add(event());
            }
            if (parser.nextToken() != null) {
                return rest("behind the end of the batch");
            }
            return parts.isEmpty() ? rest("no event") : parts;
        } catch (JacksonException e) {
            return rest("no JSON from here on");
        }
    }

    private ParsedEvent event() {
        var reader = new EventReader(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return parse.apply(reader.object());
        }
        reader.skip();
        return new ParsedEvent.Malformed(null, JsonScoreEventCodec.NOT_AN_OBJECT);
    }

    private void add(ParsedEvent event) {
        var until = Math.toIntExact(offset());
        parts.add(new Part(event, from, until));
        from = until;
    }

    private List<Part> rest(String detail) {
        parts.add(new Part(new ParsedEvent.Malformed(null, detail), from, length));
        return parts;
    }

    /// Negative when the parser does not read bytes.
    private long offset() {
        return parser.currentLocation().getByteOffset();
    }
}
