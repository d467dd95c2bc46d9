package dev.warfront.kernel.http;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Instances of refusals, to learn which codes they are answered with: one with the first value of each
/// component, then one for each further value of each component in turn. Of an enum these are all constants,
/// of a sealed type its cases, of a list one element of each kind.
final class RefusalSamples {
    private static final Map<Class<?>, Object> SIMPLE = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(Integer.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(Long.class, 1L),
            Map.entry(double.class, 1.0),
            Map.entry(Double.class, 1.0),
            Map.entry(String.class, "sample"),
            Map.entry(UUID.class, new UUID(0, 1)),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(Duration.class, Duration.ofSeconds(1)));

    private RefusalSamples() {}

    /// Of a record, or of all cases of a sealed type.
    static Stream<Object> of(Class<?> refusal) {
        return samples(refusal).stream();
    }

    /// Empty where nothing is known of a type; null stands in for it then.
    private static List<Object> samples(Type type) {
        return switch (type) {
            case ParameterizedType generic -> collections((Class<?>) generic.getRawType(), generic);
            case Class<?> plain -> plain(plain);
            default -> List.of();
        };
    }

    private static List<Object> plain(Class<?> type) {
        if (SIMPLE.containsKey(type)) {
            return List.of(SIMPLE.get(type));
        }
        if (type == boolean.class || type == Boolean.class) {
            return List.of(false, true);
        }
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        if (type.isRecord()) {
            return records(type);
        }
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(RefusalSamples::of)
                        .toList()
                : List.of();
    }

    private static List<Object> collections(Class<?> raw, ParameterizedType generic) {
        var arguments = generic.getActualTypeArguments();
        if (raw == Map.class) {
            return List.of(Map.of());
        }
        var elements = samples(arguments[0]).stream();
        if (raw == List.class) {
            return elements.<Object>map(List::of).toList();
        }
        if (raw == Set.class) {
            return elements.<Object>map(Set::of).toList();
        }
        if (raw == Optional.class) {
            return Stream.<Object>concat(Stream.of(Optional.empty()), elements.map(Optional::of))
                    .toList();
        }
        return plain(raw);
    }

    private static List<Object> records(Class<?> type) {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components)
                .map(component -> samples(component.getGenericType()))
                .toList();
        var constructor = constructor(type, components);
        var first = values.stream().map(RefusalSamples::firstOrNull).toArray();
        var made = new ArrayList<>(List.of(create(constructor, first)));
        for (var i = 0; i < components.length; i++) {
            for (var other : values.get(i).stream().skip(1).toList()) {
                var changed = first.clone();
                changed[i] = other;
                made.add(create(constructor, changed));
            }
        }
        return made;
    }

    private static @Nullable Object firstOrNull(List<Object> values) {
        return values.isEmpty() ? null : values.getFirst();
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent... components) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has it: " + type, e);
        }
    }

    private static Object create(Constructor<?> constructor, @Nullable Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "no sample of " + constructor.getDeclaringClass().getName() + " from " + Arrays.toString(values),
                    e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "no sample of " + constructor.getDeclaringClass().getName(), e);
        }
    }
}
