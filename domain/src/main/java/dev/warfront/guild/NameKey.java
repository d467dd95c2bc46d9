package dev.warfront.guild;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a name looks like: names with the same key cannot be told apart by a hasty reader, so only one clan may have
/// it. Case, accents, blanks and punctuation do not count, and look-alikes, also of other scripts, count as their
/// Latin twin.
final class NameKey {
    /// Each word: a Latin letter, then what looks like it (digits, Cyrillic, Greek).
    private static final Map<Integer, Integer> TWINS = Stream.of(
                    "o0\u043e\u03bf",
                    "l1i\u0456\u03b9\u04cf",
                    "s5\u0455",
                    "a\u0430\u03b1",
                    "e\u0435\u03b5",
                    "c\u0441",
                    "p\u0440\u03c1",
                    "x\u0445\u03c7",
                    "y\u0443",
                    "k\u043a\u03ba",
                    "j\u0458",
                    "h\u04bb",
                    "v\u03bd\u0475")
            .flatMap(word -> word.chars().skip(1).mapToObj(twin -> Map.entry(twin, (int) word.charAt(0))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private NameKey() {}

    static String of(String name) {
        var key = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(point -> TWINS.getOrDefault(point, point))
                .forEach(key::appendCodePoint);
        return key.toString();
    }
}
