package dev.warfront.kernel.http;

import dev.warfront.kernel.Page;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// The answers of controllers to what was granted, with the type of their body. Any status but 200 is the route's to
/// declare, with `@ResponseStatus`.
public final class Answer {
    private Answer() {}

    public static <J> ResponseEntity<J> ok(J json) {
        return ResponseEntity.ok(json);
    }

    /// With the version as ETag, for the next `If-Match`.
    public static <J> ResponseEntity<J> ok(J json, long version) {
        return ResponseEntity.ok().eTag(eTag(version)).body(json);
    }

    /// With an ETag of its own, so that it need not be sent again while it is the same.
    ///
    /// @param eTag in quotes
    public static <J> ResponseEntity<J> tagged(J json, String eTag) {
        return ResponseEntity.ok().eTag(eTag).body(json);
    }

    /// A new resource. Its route says 201 with `@ResponseStatus`, for the client and for the description alike.
    ///
    /// @param location its path, which GET answers
    public static <J> HttpEntity<J> created(String location, J json, long version) {
        return at(location, json, version);
    }

    /// What goes on and is not done yet. Its route says 202 with `@ResponseStatus`.
    ///
    /// @param location where it is found, also when it is done
    public static <J> HttpEntity<J> accepted(String location, J json) {
        var headers = new HttpHeaders();
        headers.setLocation(URI.create(location));
        return new HttpEntity<>(json, headers);
    }

    /// As {@link #accepted(String, Object)}, with the version of what is found there.
    public static <J> HttpEntity<J> accepted(String location, J json, long version) {
        return at(location, json, version);
    }

    private static <J> HttpEntity<J> at(String location, J json, long version) {
        var headers = new HttpHeaders();
        headers.setLocation(URI.create(location));
        headers.setETag(eTag(version));
        return new HttpEntity<>(json, headers);
    }

    public static <T, J> ResponseEntity<ListJson<J>> page(Page<T> page, Function<? super T, ? extends J> json) {
        return ok(new ListJson<>(page.items().stream().<J>map(json).toList(), page.nextCursor()));
    }

    /// A list that is short by its nature.
    public static <T, J> ResponseEntity<ListJson<J>> items(List<T> items, Function<? super T, ? extends J> json) {
        return ok(new ListJson<>(items.stream().<J>map(json).toList(), null));
    }

    /// A version as an ETag.
    public static String eTag(long version) {
        return "\"" + version + "\"";
    }

    /// Every list of the API.
    ///
    /// @param nextCursor asks for the next page; null on the last
    public record ListJson<J>(List<J> items, @Nullable String nextCursor) {}
}
