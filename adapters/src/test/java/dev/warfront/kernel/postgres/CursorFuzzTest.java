package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.InvalidCursor;
import dev.warfront.kernel.PageRequest;
import dev.warfront.testing.Fuzzing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

/// Whatever is shown as a cursor, one of ours or nearly one: it says where to go on, or is refused.
class CursorFuzzTest {
    private static final Path KEPT = Path.of("src", "test", "resources", "fuzz", "cursors");
    private static final String[] WORDS = {
        "Cg", "AA", "=", "%", "-", "_", "MTk3MC0wMS0wMVQwMDowMDowMFo", "KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlaCg", "4pyT"
    };
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /// The sort keys that lists have.
    enum Shape {
        INSTANT_AND_ID(2),
        NUMBER_INSTANT_AND_ID(3),
        ID(1),
        INSTANT(1),
        TEXT(1);

        private final int parts;

        Shape(int parts) {
            this.parts = parts;
        }

        private Cursor read(Cursor cursor) {
            return switch (this) {
                case INSTANT_AND_ID -> Cursor.of(cursor.instant(0), cursor.uuid(1));
                case NUMBER_INSTANT_AND_ID -> Cursor.of(cursor.number(0), cursor.instant(1), cursor.uuid(2));
                case ID -> Cursor.of(cursor.uuid(0));
                case INSTANT -> Cursor.of(cursor.instant(0));
                case TEXT -> Cursor.of(cursor.text(0));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void givenAnyText_itIsACursor_thatIsWrittenAndReadAlike_orItIsRefused(Shape shape) {
        Fuzzing.of(KEPT, WORDS).each(input -> check(shape, new String(input, StandardCharsets.UTF_8)));
    }

    /// What a client makes of a cursor that it has taken apart.
    @ParameterizedTest
    @EnumSource
    void givenAnyText_encodedAsOursAre_itIsACursor_orItIsRefused(Shape shape) {
        Fuzzing.of(KEPT, "\n", "\0", "\u0001", "-1", "Z", "+99999", "\u00ed\u00a0\u0080")
                .each(input -> {
                    var text = new String(input, StandardCharsets.US_ASCII).replaceAll("[^A-Za-z0-9_-]", "");
                    var known = text.length() % 4 == 1
                            ? new byte[0]
                            : Base64.getUrlDecoder().decode(text);
                    check(shape, Base64.getUrlEncoder().withoutPadding().encodeToString(known));
                });
    }

    private static void check(Shape shape, String text) {
        var first = read(shape, text);
        if (first != null) {
            assertThat(read(shape, first.encode())).isEqualTo(first);
            assertThat(first.parts()).noneMatch(part -> part.indexOf('\0') >= 0);
            if (shape != Shape.TEXT) {
                assertThat(instants(first)).allMatch(at -> !at.isBefore(Instant.EPOCH) && !at.isAfter(LAST));
            }
        }
    }

    private static List<Instant> instants(Cursor cursor) {
        return cursor.parts().stream()
                .filter(part -> part.matches("[+-]?\\d+-\\d\\d-\\d\\dT.*Z"))
                .map(Instant::parse)
                .toList();
    }

    /// Null when it is refused.
    private static @Nullable Cursor read(Shape shape, String text) {
        var read = new @Nullable Cursor[1];
        try {
            Fuzzing.now(Cursor.page(
                    new PageRequest(1, text),
                    shape.parts,
                    cursor -> {
                        read[0] = cursor == null ? null : shape.read(cursor);
                        return Flux.<String>empty();
                    },
                    Cursor::of));
            return read[0];
        } catch (InvalidCursor refusal) {
            return null;
        }
    }
}
