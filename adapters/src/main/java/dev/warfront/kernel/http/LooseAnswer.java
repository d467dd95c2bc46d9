package dev.warfront.kernel.http;

import dev.warfront.kernel.Page;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// The answers of controllers to what was granted.
public final class LooseAnswer {
    private LooseAnswer() {}

    public static ResponseEntity<Object> ok(Object json) {
        return ResponseEntity.ok(json);
    }

    /// With the version as ETag, for the next `If-Match`.
    public static ResponseEntity<Object> ok(Object json, long version) {
        return ResponseEntity.ok().eTag(eTag(version)).body(json);
    }

    /// A new resource.
    ///
    /// @param location its path
    public static ResponseEntity<Object> created(String location, Object json, long version) {
        return ResponseEntity.created(URI.create(location)).eTag(eTag(version)).body(json);
    }

    public static ResponseEntity<Object> accepted(Object json) {
        return ResponseEntity.accepted().body(json);
    }

    public static ResponseEntity<Object> accepted(Object json, long version) {
        return ResponseEntity.accepted().eTag(eTag(version)).body(json);
    }

    public static ResponseEntity<Object> noContent() {
        return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
    }

    public static <T> ResponseEntity<Object> page(Page<T> page, Function<? super T, ?> json) {
        return ok(new ListJson(page.items().stream().<Object>map(json).toList(), page.nextCursor()));
    }

    /// A list that is short by its nature.
    public static <T> ResponseEntity<Object> items(List<T> items, Function<? super T, ?> json) {
        return ok(new ListJson(items.stream().<Object>map(json).toList(), null));
    }

    private static String eTag(long version) {
        return "\"" + version + "\"";
    }

    /// Every list of the API.
    public record ListJson(List<Object> items, @Nullable String nextCursor) {}
}
