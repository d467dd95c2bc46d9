package dev.warfront.kernel;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where clients are that may have come through a proxy.
public interface ForwardedAddresses {
    /// In which a proxy names them.
    String HEADER = "X-Forwarded-For";

    /// What a client is counted by.
    ///
    /// @param remote who is connected; null when nobody knows
    /// @param forwardedFor the lines of {@link #HEADER}, which are believed of configured proxies alone
    SourceAddress of(@Nullable InetAddress remote, List<String> forwardedFor);
}
