package dev.warfront.config;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Settings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/// Reads records of settings. Unlike Boot's own properties classes nothing has a silent default: a missing
/// value stops the program with the names of all that are missing.
final class SettingsReader {

    private static final String RELAXED = "war.rules.relaxed";

    private final Environment environment;

    private final Binder binder;

    private final boolean relaxed;

    SettingsReader(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.relaxed = binder.bind(RELAXED, Boolean.class).orElse(false);
    }

    <T> T read(Class<T> type) {
        var mark = type.getAnnotation(Settings.class);
        if (mark == null || !type.isRecord()) {
            throw new IllegalStateException(type.getName() + " is no record marked with @Settings");
        }
        if (mark.complete()) {
            UnknownSettings.refuse(environment, mark.value(), type);
        }
        var missing = new ArrayList<String>();
        var settings = record(type, mark.value(), missing);
        if (settings == null) {
            throw new IllegalStateException("Missing settings: " + String.join(", ", missing));
        }
        if (!relaxed && settings instanceof Ranged ranged) {
            checkRanges(ranged, mark.value());
        }
        return settings;
    }

    private static void checkRanges(Ranged settings, String prefix) {
        try {
            settings.checkRanges();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Setting out of range below " + prefix + ": " + e.getMessage() + "; " + RELAXED
                            + "=true lifts ranges",
                    e);
        }
    }

    /// Null when something is missing.
    private <T> @Nullable T record(Class<T> type, String prefix, List<String> missing) {
        var components = type.getRecordComponents();
        var before = missing.size();
        var values = new Object[components.length];
        for (var i = 0; i < components.length; i++) {
            values[i] = component(components[i], prefix + "." + kebab(components[i].getName()), missing);
        }
        return missing.size() > before ? null : create(type, components, values, prefix);
    }

    private @Nullable Object component(RecordComponent component, String name, List<String> missing) {
        if (component.getType().isRecord()) {
            return record(component.getType(), name, missing);
        }
        var type = ResolvableType.forType(component.getGenericType());
        var bound = binder.bind(ConfigurationPropertyName.of(name), Bindable.of(type));
        if (bound.isBound()) {
            return bound.get();
        }
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class) && !isEmptyCollection(component, name)) {
            missing.add(name);
        }
        return emptyOf(component.getType());
    }

    /// `key: []` and `key: {}` are properties with an empty text.
    private boolean isEmptyCollection(RecordComponent component, String name) {
        return emptyOf(component.getType()) != null
                && binder.bind(name, String.class).map(String::isEmpty).orElse(false);
    }

    private static @Nullable Object emptyOf(Class<?> type) {
        if (type == List.class) {
            return List.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        return type == Map.class ? Map.of() : null;
    }

    private static <T> T create(Class<T> type, RecordComponent[] components, Object[] values, String prefix) {
        try {
            return constructor(type, components).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "Bad setting below " + prefix + ": "
                            + e.getTargetException().getMessage(),
                    e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make " + type.getName(), e);
        }
    }

    private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components)
            throws NoSuchMethodException {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }

    /// `maxActiveWars` is written `max-active-wars`.
    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
