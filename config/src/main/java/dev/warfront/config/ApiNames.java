package dev.warfront.config;

import dev.warfront.kernel.http.NameOf;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The names of schemas: a record's own without `Json`, that of an enum behind the type in which it is nested. No two
/// types have one name.
final class ApiNames {
    private static final String SUFFIX = "Json";
    private static final String PAGE = "Page";

    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    /// Whether it is what bodies consist of.
    static boolean isWire(Class<?> type) {
        return type.isRecord() && type.getSimpleName().endsWith(SUFFIX);
    }

    String of(Class<?> type) {
        return taken(type.isEnum() ? nested(type) : plain(type), type);
    }

    /// Of a list of items.
    static String ofPage(String item) {
        return item + PAGE;
    }

    /// Of an enum where it is marked.
    String of(NameOf mark) {
        return mark.as().isEmpty() ? of(mark.value()) : taken(mark.as(), mark.value());
    }

    private String taken(String name, Class<?> type) {
        var former = types.putIfAbsent(name, type);
        if (former != null && former != type) {
            throw new IllegalStateException("the API calls two types " + name + ": " + former.getName() + " and "
                    + type.getName() + "; give one of them another name");
        }
        return name;
    }

    private static String nested(Class<?> type) {
        @Nullable Class<?> outer = type.getEnclosingClass();
        return outer == null ? plain(type) : plain(outer) + plain(type);
    }

    private static String plain(Class<?> type) {
        var name = type.getSimpleName();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
