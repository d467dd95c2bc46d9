package dev.warfront.score.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ids and instants in the one form that nearly every sender uses, read from the characters of a parser. Null says
/// that it is another form, right or wrong.
final class FixedForms {
    /// `0193e0a0-0000-7000-8000-000000000001`.
    static final int UUID_LENGTH = 36;
    /// `2026-11-21T20:00:00Z`.
    private static final int SECONDS_LENGTH = 20;
    /// `2026-11-21T20:00:00.123Z`.
    private static final int MILLIS_LENGTH = 24;
    private static final byte[] NIBBLES = nibbles();

    private FixedForms() {}

    static @Nullable UUID uuid(char[] text, int at, int length) {
        if (length != UUID_LENGTH
                || text[at + 8] != '-'
                || text[at + 13] != '-'
                || text[at + 18] != '-'
                || text[at + 23] != '-') {
            return null;
        }
        var time = hex(text, at, 8);
        var timeMiddle = hex(text, at + 9, 4);
        var version = hex(text, at + 14, 4);
        var variant = hex(text, at + 19, 4);
        var node = hex(text, at + 24, 12);
        return (time | timeMiddle | version | variant | node) < 0
                ? null
                : new UUID(time << 32 | timeMiddle << 16 | version, variant << 48 | node);
    }

    static @Nullable Instant instant(char[] text, int at, int length) {
        if ((length != SECONDS_LENGTH && length != MILLIS_LENGTH)
                || text[at + length - 1] != 'Z'
                || text[at + 4] != '-'
                || text[at + 7] != '-'
                || text[at + 10] != 'T'
                || text[at + 13] != ':'
                || text[at + 16] != ':'
                || (length == MILLIS_LENGTH && text[at + 19] != '.')) {
            return null;
        }
        var day = epochDay(number(text, at, 4), number(text, at + 5, 2), number(text, at + 8, 2));
        var second = secondOfDay(number(text, at + 11, 2), number(text, at + 14, 2), number(text, at + 17, 2));
        var millis = length == MILLIS_LENGTH ? number(text, at + 20, 3) : 0;
        return day < 0 || second < 0 || millis < 0
                ? null
                : Instant.ofEpochSecond(TimeUnit.DAYS.toSeconds(day) + second, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /// Negative before 1970 and for what is no day.
    private static long epochDay(int year, int month, int day) {
        return year < 0
                        || month < 1
                        || month > 12
                        || day < 1
                        || day > YearMonth.of(year, month).lengthOfMonth()
                ? -1
                : LocalDate.of(year, month, day).toEpochDay();
    }

    /// Negative for what is no time of day.
    private static int secondOfDay(int hour, int minute, int second) {
        return hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
                ? -1
                : (hour * 60 + minute) * 60 + second;
    }

    /// Negative when there is anything but digits.
    private static int number(char[] text, int at, int digits) {
        var number = 0;
        for (var i = at; i < at + digits; i++) {
            var digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /// Negative when there is anything but hexadecimal digits.
    ///
    /// @param digits at most 12
    private static long hex(char[] text, int at, int digits) {
        var number = 0L;
        for (var i = at; i < at + digits; i++) {
            var nibble = text[i] < NIBBLES.length ? NIBBLES[text[i]] : -1;
            if (nibble < 0) {
                return -1;
            }
            number = number << 4 | nibble;
        }
        return number;
    }

    private static byte[] nibbles() {
        var nibbles = new byte[128];
        Arrays.fill(nibbles, (byte) -1);
        for (var digit = 0; digit < 16; digit++) {
            nibbles[Character.forDigit(digit, 16)] = (byte) digit;
            nibbles[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
        }
        return nibbles;
    }
}
