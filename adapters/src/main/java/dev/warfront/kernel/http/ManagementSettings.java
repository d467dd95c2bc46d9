package dev.warfront.kernel.http;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;

/// Where those who run the program ask it: `management.server.*`.
///
/// @param address to which it is bound; whoever reaches it may ask
/// @param port 0 for any that is free
@Settings("management.server")
public record ManagementSettings(String address, int port) {
    public ManagementSettings {
        Ranges.within("port", port, 0, 65_535);
    }
}
