package dev.warfront.kernel.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// The token that a request shows, as the security chain takes it. Source: RFC 6750, 2.1.
final class BearerToken {
    private static final Pattern SHOWN = Pattern.compile("Bearer ([a-zA-Z0-9\\-._~+/]+=*)", Pattern.CASE_INSENSITIVE);

    private BearerToken() {}

    /// Null when there is none.
    static @Nullable String of(HttpHeaders headers) {
        var shown = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (shown == null) {
            return null;
        }
        var bearer = SHOWN.matcher(shown);
        return bearer.matches() ? bearer.group(1) : null;
    }
}
