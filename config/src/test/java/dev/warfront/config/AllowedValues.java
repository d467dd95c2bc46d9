package dev.warfront.config;

import dev.warfront.kernel.Ranged;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a setting may be, found out by trying: the record that it is in refuses what it may not be, and says what it
/// may.
/// All others have their defaults meanwhile, so a bound that is another setting is that one's default.
final class AllowedValues {
    private static final Pattern REFUSAL = Pattern.compile("(?:.*[. ])?([a-z-]+) is .*, allowed is (.+)");
    private static final Pattern BOUNDS = Pattern.compile("(\\S+) to (\\S+)");
    private static final Duration LONG = Duration.ofDays(100_000);
    private static final List<String> WITHOUT_BOUND =
            List.of(Integer.toString(Integer.MAX_VALUE), Long.toString(Long.MAX_VALUE));

    private final Setting setting;
    private final Object defaults;

    /// @param defaults the setting's root as it is by default
    AllowedValues(Setting setting, Object defaults) {
        this.setting = setting;
        this.defaults = defaults;
    }

    /// Empty when nothing is refused.
    String text() {
        if (setting.component().getType().isEnum()) {
            return constants();
        }
        var always = refusal(extremes(), this::built).orElse("");
        var strict = refusal(always.isEmpty() ? extremes() : bounds(always), this::checked)
                .orElse("");
        if (strict.isEmpty()) {
            return pretty(always);
        }
        return pretty(strict) + "; relaxed: " + (always.isEmpty() ? "any" : pretty(always));
    }

    private String constants() {
        var all = List.of(setting.component().getType().getEnumConstants());
        var strict = all.stream()
                .filter(value -> checked(value) == null)
                .map(Object::toString)
                .toList();
        var always = all.stream()
                .filter(value -> built(value) == null)
                .map(Object::toString)
                .toList();
        return String.join(", ", strict) + (strict.equals(always) ? "" : "; relaxed: " + String.join(", ", always));
    }

    /// What the first refusal of one of the values says that is about this setting.
    private Optional<String> refusal(Stream<Object> values, Function<Object, @Nullable String> trial) {
        return values.map(trial)
                .flatMap(Stream::ofNullable)
                .map(REFUSAL::matcher)
                .filter(found -> found.matches()
                        && found.group(1)
                                .equals(SettingsReader.kebab(setting.component().getName())))
                .map(found -> found.group(2))
                .findFirst();
    }

    private Stream<Object> extremes() {
        var type = setting.component().getType();
        if (type == int.class) {
            return Stream.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == long.class) {
            return Stream.of(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == Duration.class) {
            return Stream.of(LONG.negated(), LONG);
        }
        return type == List.class ? Stream.of(List.of()) : Stream.of();
    }

    /// The values next to which something is refused.
    private Stream<Object> bounds(String allowed) {
        var type = setting.component().getType();
        if (type == Duration.class) {
            var ends = BOUNDS.matcher(allowed);
            return ends.matches()
                    ? Stream.of(Duration.parse(ends.group(1)), Duration.parse(ends.group(2)))
                    : Stream.of(allowed.startsWith("0") ? Duration.ZERO : Duration.ofNanos(1), LONG);
        }
        if (type == List.class) {
            return Stream.of(manyOf(defaults));
        }
        return Arrays.stream(allowed.split(" to "))
                .map(Long::valueOf)
                .map(bound -> type == int.class ? (Object) bound.intValue() : bound);
    }

    private Object manyOf(Object root) {
        var one = ((List<?>) value(root, setting.path())).getFirst();
        return Collections.nCopies(100_000, one);
    }

    /// Why there can be no such value; null when there can.
    private @Nullable String built(Object value) {
        try {
            with(defaults, setting.path(), value);
            return null;
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    /// The same, ranges included.
    private @Nullable String checked(Object value) {
        try {
            if (with(defaults, setting.path(), value) instanceof Ranged ranged) {
                ranged.checkRanges();
            }
            return null;
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    /// The record with another value at the end of the path.
    private static Object with(Object record, List<RecordComponent> path, Object value) {
        var changed = path.getFirst();
        var inner =
                path.size() == 1 ? value : with(value(record, path.subList(0, 1)), path.subList(1, path.size()), value);
        var components = record.getClass().getRecordComponents();
        var values = Stream.of(components)
                .map(each -> each.getName().equals(changed.getName()) ? inner : value(record, List.of(each)))
                .toArray();
        try {
            var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = record.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Object record, List<RecordComponent> path) {
        try {
            var current = record;
            for (var component : path) {
                component.getAccessor().setAccessible(true);
                current = component.getAccessor().invoke(current);
            }
            return current;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private String pretty(String allowed) {
        var ends = BOUNDS.matcher(allowed);
        if (!ends.matches()) {
            return allowed;
        }
        var text = WITHOUT_BOUND.contains(ends.group(2))
                ? bound(ends.group(1)) + " or more"
                : bound(ends.group(1)) + " to " + bound(ends.group(2));
        return setting.component().getType() == List.class ? text + " of them" : text;
    }

    private static String bound(String bound) {
        return bound.startsWith("P") ? length(Duration.parse(bound)) : grouped(Long.parseLong(bound));
    }

    /// In threes from the right, from five digits on.
    static String grouped(long number) {
        return Math.abs(number) < 10_000
                ? Long.toString(number)
                : String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /// In the largest unit that it is a multiple of.
    static String length(Duration length) {
        if (length.isZero()) {
            return "0s";
        }
        if (length.toMillis() % 1_000 != 0) {
            return length.toMillis() + "ms";
        }
        var seconds = length.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
