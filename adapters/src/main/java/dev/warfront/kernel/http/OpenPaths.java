package dev.warfront.kernel.http;

import java.util.List;
import org.springframework.http.HttpMethod;

/// Paths that no controller of the program handles and that are open to everyone: a bean of whoever brings them.
///
/// @param patterns as Spring's path patterns, `/webjars/**`
public record OpenPaths(HttpMethod method, List<String> patterns) {
    public OpenPaths {
        patterns = List.copyOf(patterns);
    }

    public OpenPaths(HttpMethod method, String... patterns) {
        this(method, List.of(patterns));
    }
}
