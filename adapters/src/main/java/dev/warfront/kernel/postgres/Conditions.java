package dev.warfront.kernel.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Conditions of one statement, joined by `and`, and the values they name.
public final class Conditions {
    private final StringBuilder sql;
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// @param first what always holds
    public Conditions(String first) {
        this.sql = new StringBuilder(first);
    }

    /// A condition that names no value, or values that are given by {@link #with}.
    public Conditions and(String condition) {
        sql.append(" and ").append(condition);
        return this;
    }

    /// A condition that names one value.
    public Conditions and(String condition, String name, Object value) {
        return and(condition).with(name, value);
    }

    public String sql() {
        return sql.toString();
    }

    public Map<String, Object> values() {
        return values;
    }

    /// A condition that there is only with its value.
    public Conditions andIf(String condition, String name, @Nullable Object value) {
        return value == null ? this : and(condition, name, value);
    }

    /// One more value that a condition names.
    public Conditions with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /// In the text, not bound: under a generic plan a partial index, or how rare a value is, is seen only so.
    public static String literal(Enum<?> word) {
        return "'" + word.name() + "'";
    }

    /// As an expression, so that no index of the column serves: rows found by another one are filtered instead.
    public static String unindexed(String column) {
        return column + " || ''";
    }
}
