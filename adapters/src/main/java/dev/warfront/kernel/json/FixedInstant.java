package dev.warfront.kernel.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Instants of the years 0 to 9999 as `2026-12-01T10:00:00.000Z`, without the general formatter: a feed writes one for
/// every event.
final class FixedInstant {
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    private static final long DAY_SECONDS = TimeUnit.DAYS.toSeconds(1);
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private FixedInstant() {}

    /// What is finer than a millisecond is cut off; null for other years.
    static @Nullable String text(Instant instant) {
        var seconds = instant.getEpochSecond();
        if (seconds < FIRST || seconds > LAST) {
            return null;
        }
        var day = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY_SECONDS));
        var second = (int) Math.floorMod(seconds, DAY_SECONDS);
        var text = FORM.getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 0, 4, day.getYear());
        digits(text, 5, 2, day.getMonthValue());
        digits(text, 8, 2, day.getDayOfMonth());
        digits(text, 11, 2, second / 3_600);
        digits(text, 14, 2, second / 60 % 60);
        digits(text, 17, 2, second % 60);
        digits(text, 20, 3, (int) TimeUnit.NANOSECONDS.toMillis(instant.getNano()));
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int at, int count, int number) {
        var rest = number;
        for (var i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
