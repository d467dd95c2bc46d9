package dev.warfront.kernel.http;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;

/// Where those who run the program ask it: `management.server.*`. What else Spring Boot reads there is not
/// served and stops the start.
///
/// @param address to which the port is bound; whoever reaches it may ask
/// @param port its number, 0 for any that is free
/// @param connectionsMax connections open at once; the next closes the one whose client was waited for longest
/// @param ssl how the port is encrypted
@Settings(value = "management.server", complete = true)
public record ManagementSettings(String address, int port, int connectionsMax, Tls ssl) {
    public ManagementSettings {
        Ranges.within("port", port, 0, 65_535);
        Ranges.within("connections-max", connectionsMax, 1, 10_000);
    }

    /// Of TLS.
    ///
    /// @param bundle the one of `spring.ssl.bundle` that has the server's certificate; empty for none, in
    /// plain text
    public record Tls(String bundle) {}
}
