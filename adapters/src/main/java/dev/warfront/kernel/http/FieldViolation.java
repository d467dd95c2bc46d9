package dev.warfront.kernel.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a request.
///
/// @param code stable, upper snake case: a constant of {@link Violation}, or of an enum of the context whose
///     {@link Problems} tell of it
/// @param field where, in the spelling of the request (`events[3].occurred_at`); null when it is about the whole
/// @param allowed what may stand there instead; empty when that is no list of words
public record FieldViolation(Enum<?> code, @Nullable String field, List<String> allowed) {
    public FieldViolation {
        allowed = List.copyOf(allowed);
    }

    public FieldViolation(Enum<?> code, @Nullable String field) {
        this(code, field, List.of());
    }

    /// Another word than those of an enum. The one that was sent is not repeated, so the answer is no longer than they
    /// are.
    static FieldViolation oneOf(Class<?> words, @Nullable String field) {
        var allowed = Stream.of(words.getEnumConstants())
                .map(word -> ((Enum<?>) word).name())
                .toList();
        return new FieldViolation(Violation.ONE_OF, field, allowed);
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", code.name());
        if (field != null) {
            body.put("field", field);
        }
        if (!allowed.isEmpty()) {
            body.put("allowed", allowed);
        }
        return body;
    }
}
