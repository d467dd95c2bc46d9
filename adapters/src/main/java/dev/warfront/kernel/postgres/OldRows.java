package dev.warfront.kernel.postgres;

import java.time.Duration;
import java.util.regex.Pattern;

/// Rows that nobody asks for any more after some time. A context declares those of its tables as beans, and the upkeep
/// deletes them.
///
/// @param column an indexed instant; rows in which it is null stay
/// @param age of that instant, by the database's clock, from which on a row may go
public record OldRows(String table, String column, Duration age) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public OldRows {
        requireName(table);
        requireName(column);
        if (!age.isPositive()) {
            throw new IllegalArgumentException("rows of " + table + " would go at once: " + age);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a table or column: " + name);
        }
    }
}
