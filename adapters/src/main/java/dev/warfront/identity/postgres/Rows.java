package dev.warfront.identity.postgres;

import io.r2dbc.spi.Readable;

/// Columns that are never null.
final class Rows {
    private Rows() {}

    static <T> T get(Readable row, String column, Class<T> type) {
        var value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException(column + " is null");
        }
        return value;
    }
}
