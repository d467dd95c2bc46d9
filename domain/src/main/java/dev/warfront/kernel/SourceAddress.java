package dev.warfront.kernel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Whose doings are counted together: an IPv4 address, or the /64 of an IPv6 address, since a home has a whole one.
public record SourceAddress(String text) {
    private static final int NETWORK_BYTES = 8;
    private static final SourceAddress UNKNOWN = new SourceAddress("unknown");

    /// Of null one that all share whose address nobody knows.
    public static SourceAddress of(@Nullable InetAddress address) {
        if (address == null) {
            return UNKNOWN;
        }
        return new SourceAddress(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                        : address.getHostAddress());
    }

    @Override
    public String toString() {
        return text;
    }
}
