package dev.warfront.kernel.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// The version a client has seen and decided on, from the header `If-Match`. Asked for as an argument of a controller.
public record IfMatch(long version) {
    /// Set on an exchange whose handler asked for the version: a lost race is then the client's to decide.
    static final String ASKED = IfMatch.class.getName();

    private static final Pattern FORM = Pattern.compile("(?:W/)?\"(\\d{1,18})\"|(\\d{1,18})");

    static IfMatch of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new ProblemException(Problem.with(HttpStatus.PRECONDITION_REQUIRED, "IF_MATCH_REQUIRED"));
        }
        var form = FORM.matcher(header.strip());
        if (!form.matches()) {
            throw new ProblemException(Problem.with(HttpStatus.BAD_REQUEST, "VALIDATION_FAILED")
                    .violation(Violation.MALFORMED, "If-Match"));
        }
        return new IfMatch(Long.parseLong(form.group(1) == null ? form.group(2) : form.group(1)));
    }
}
