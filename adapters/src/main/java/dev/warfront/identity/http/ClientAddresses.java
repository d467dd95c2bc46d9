package dev.warfront.identity.http;

import java.net.Inet6Address;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Whose failures are counted together: an IPv4 address, or the /64 of an IPv6 address, since a home has a whole one.
final class ClientAddresses {
    private static final int NETWORK_BYTES = 8;

    private ClientAddresses() {}

    static String of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        if (remote == null || remote.getAddress() == null) {
            return "unknown";
        }
        var address = remote.getAddress();
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                : address.getHostAddress();
    }
}
