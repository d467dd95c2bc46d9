package dev.warfront.kernel.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/// A refusal or a failure as the client sees it: problem+json (RFC 9457) with a stable `code`. Immutable; the trace id
/// is added where it is written.
///
/// @param code upper snake case, listed in docs/errors.md; clients decide by it
/// @param detail for people; may change
/// @param retryAt when the same request may succeed; null when waiting does not help
/// @param extra further members of the body
public record Problem(
        HttpStatus status,
        String code,
        @Nullable String detail,
        List<FieldViolation> violations,
        @Nullable Instant retryAt,
        Map<String, Object> extra) {
    public Problem {
        violations = List.copyOf(violations);
        extra = Map.copyOf(extra);
    }

    /// One more word to {@link #detail}, {@link #violation}, {@link #retryAt} and {@link #extra}.
    public static Problem with(HttpStatus status, String code) {
        return new Problem(status, code, null, List.of(), null, Map.of());
    }

    /// The request itself is wrong; repeat it never.
    public static Problem invalid(List<FieldViolation> violations) {
        return new Problem(HttpStatus.BAD_REQUEST, "VALIDATION_FAILED", null, violations, null, Map.of());
    }

    /// The same, for one reason.
    public static Problem invalid(Enum<?> violation, @Nullable String field) {
        return invalid(List.of(new FieldViolation(violation, field)));
    }

    public Problem detail(String text) {
        return new Problem(status, code, text, violations, retryAt, extra);
    }

    public Problem violation(Enum<?> violation, @Nullable String field) {
        var more = new ArrayList<>(violations);
        more.add(new FieldViolation(violation, field));
        return new Problem(status, code, detail, more, retryAt, extra);
    }

    /// With the instant from which the same request may succeed; null when waiting does not help.
    public Problem retryAt(@Nullable Instant instant) {
        return new Problem(status, code, detail, violations, instant, extra);
    }

    public Problem extra(String name, Object value) {
        var more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new Problem(status, code, detail, violations, retryAt, more);
    }

    HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE || code.equals("IDEMPOTENCY_IN_PROGRESS")) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return headers;
    }

    Map<String, Object> body(String traceId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("code", code);
        if (detail != null) {
            body.put("detail", detail);
        }
        if (!violations.isEmpty()) {
            body.put("violations", violations.stream().map(FieldViolation::body).toList());
        }
        if (retryAt != null) {
            body.put("retry_at", retryAt);
        }
        body.putAll(extra);
        body.put("trace_id", traceId);
        return body;
    }
}
