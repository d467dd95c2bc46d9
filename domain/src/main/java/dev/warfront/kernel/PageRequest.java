package dev.warfront.kernel;

import org.jspecify.annotations.Nullable;

/// Which part of a list is wanted.
///
/// @param limit 1..100 items
/// @param cursor what an earlier page answered; null for the first
public record PageRequest(int limit, @Nullable String cursor) {
    public static final int LIMIT_DEFAULT = 50;
    public static final int LIMIT_MAX = 100;

    public PageRequest {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit " + limit + " is not in 1.." + LIMIT_MAX);
        }
    }
}
