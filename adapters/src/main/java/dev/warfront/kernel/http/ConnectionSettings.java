package dev.warfront.kernel.http;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;
import java.util.List;

/// What HTTP connections may hold of a node: `warfront.http.*`. Source: docs/security.md.
///
/// @param connectionsMax connections open at once, without WebSockets; two fifths of the files of the process and one
/// for 512 KB of
///     heap at most
/// @param perAddressMax those of one address (IPv6: of its /64); a quarter of all at most
/// @param requestWithin time from the first byte of a request to its last
/// @param idle how long a connection may be open without a request
/// @param unread how long a client may leave its answer untaken
/// @param trustedProxies networks (`10.0.0.0/8`) whose `X-Forwarded-For` is believed; not counted by address
@Settings("warfront.http")
public record ConnectionSettings(
        int connectionsMax,
        int perAddressMax,
        Duration requestWithin,
        Duration idle,
        Duration unread,
        List<String> trustedProxies) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    public ConnectionSettings {
        Ranges.within("connections-max", connectionsMax, 1, 1_000_000);
        Ranges.within("per-address-max", perAddressMax, 1, 1_000_000);
        Ranges.within("request-within", requestWithin, SHORTEST, LONGEST);
        Ranges.within("idle", idle, SHORTEST, LONGEST);
        Ranges.within("unread", unread, SHORTEST, LONGEST);
        trustedProxies = List.copyOf(trustedProxies);
    }
}
