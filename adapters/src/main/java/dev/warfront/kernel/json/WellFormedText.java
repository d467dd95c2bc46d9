package dev.warfront.kernel.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Texts that can be stored and sent on as they are: with no NUL and no half of a surrogate pair.
final class WellFormedText extends StdScalarDeserializer<String> {
    WellFormedText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        var text = StringDeserializer.instance.deserialize(parser, context);
        return isWellFormed(text)
                ? text
                : (String) context.handleWeirdStringValue(String.class, text, "no Unicode text");
    }

    private static boolean isWellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (unit == 0 || Character.isSurrogate(unit)) {
                return false;
            }
        }
        return true;
    }
}
