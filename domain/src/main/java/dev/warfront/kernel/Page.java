package dev.warfront.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bounded part of a list, in the order of who answers it, and the cursor behind which the next part begins.
///
/// @param nextCursor null on the last page
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
