package dev.warfront.kernel.http;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Requests that ask for JSON and for nothing else: what stands before all filters answers these alone.
final class PlainReads {
    /// A request with one of these wants more than the answer of its route.
    private static final List<String> NOT_PLAIN =
            List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.TRANSFER_ENCODING, HttpHeaders.EXPECT);

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> JSON_OR_ANY = Set.of(MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE);

    private PlainReads() {}

    static boolean contain(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.GET)
                && SCHEMES.contains(String.valueOf(request.getURI().getScheme()))
                && hasNone(NOT_PLAIN, request.getHeaders())
                && acceptsJson(request.getHeaders().get(HttpHeaders.ACCEPT));
    }

    static boolean hasNone(List<String> names, HttpHeaders headers) {
        for (var name : names) {
            if (headers.getFirst(name) != null) {
                return false;
            }
        }
        return true;
    }

    private static boolean acceptsJson(@Nullable List<String> accepted) {
        return accepted == null || (accepted.size() == 1 && JSON_OR_ANY.contains(accepted.getFirst()));
    }
}
