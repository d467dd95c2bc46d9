package dev.warfront.kernel.rsocket;

import java.util.Locale;
import java.util.UUID;

/// Ids in routes.
public final class RouteIds {
    private RouteIds() {}

    /// Fails with {@link RSocketErrors#invalid} on anything but the usual 36 characters.
    public static UUID uuid(String text) {
        try {
            var id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            // refused below
        }
        throw RSocketErrors.invalid();
    }
}
