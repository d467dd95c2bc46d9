package dev.warfront.kernel.postgres;

import dev.warfront.kernel.InvalidCursor;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Where a page of a list ended: the sort key of its last item, opaque to clients.
///
/// @param parts of the sort key, as texts
public record Cursor(List<String> parts) {
    private static final String SEPARATOR = "\n";
    private static final Instant INSTANT_MAX = Instant.parse("9999-12-31T23:59:59Z");
    private static final int LENGTH_MAX = 4_096;

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor of(Object... parts) {
        return new Cursor(List.of(parts).stream().map(Object::toString).toList());
    }

    /// A page of what a query finds. The cursor is read late, on subscription.
    ///
    /// Error: {@link InvalidCursor} when the asked one has another number of parts, or was never encoded.
    ///
    /// @param parts of the sort key
    /// @param query finds what comes behind a cursor, all when that is null: one more than `page.limit()`, so
    ///     that it shows whether there is more
    /// @param position where a page ends whose last item is this
    public static <T> Mono<Page<T>> page(
            PageRequest page, int parts, Function<@Nullable Cursor, Flux<T>> query, Function<T, Cursor> position) {
        return Flux.defer(() -> query.apply(decode(page.cursor(), parts)))
                .collectList()
                .map(found -> page(found, page.limit(), position));
    }

    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    public String text(int index) {
        return parts.get(index);
    }

    public UUID uuid(int index) {
        return read(index, UUID::fromString);
    }

    public Instant instant(int index) {
        var instant = read(index, Instant::parse);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(INSTANT_MAX)) {
            throw new InvalidCursor();
        }
        return instant;
    }

    public int number(int index) {
        return read(index, Integer::valueOf);
    }

    public long longNumber(int index) {
        return read(index, Long::valueOf);
    }

    private static @Nullable Cursor decode(@Nullable String text, int parts) {
        if (text == null) {
            return null;
        }
        if (text.length() > LENGTH_MAX) {
            throw new InvalidCursor();
        }
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var cursor = new Cursor(List.of(decoded.split(SEPARATOR, -1)));
            if (cursor.parts.size() != parts
                    || !cursor.encode().equals(text) // not UTF-8, or padded
                    || decoded.indexOf('\0') >= 0) { // which no text column takes
                throw new InvalidCursor();
            }
            return cursor;
        } catch (IllegalArgumentException _) {
            throw new InvalidCursor();
        }
    }

    private static <T> Page<T> page(List<T> oneMore, int limit, Function<T, Cursor> position) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        var items = oneMore.subList(0, limit);
        return new Page<>(items, position.apply(items.getLast()).encode());
    }

    private <T> T read(int index, Function<String, T> reader) {
        try {
            return reader.apply(parts.get(index));
        } catch (IllegalArgumentException | DateTimeException _) {
            throw new InvalidCursor();
        }
    }
}
