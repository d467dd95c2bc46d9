package dev.warfront.kernel.http;

import dev.warfront.kernel.SourceAddress;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/// Where requests come from. What `X-Forwarded-For` says is believed of configured proxies alone: from the right, up to
/// the first address that is none of them.
@Component
public final class ClientAddresses {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> proxies;

    public ClientAddresses(ConnectionSettings settings) {
        this.proxies = settings.trustedProxies().stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
    }

    public SourceAddress of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        if (remote == null || !isProxy(remote.getAddress())) {
            return SourceAddress.of(remote == null ? null : remote.getAddress());
        }
        return SourceAddress.of(forwarded(request.getHeaders(), remote.getAddress()));
    }

    boolean isProxy(@Nullable InetAddress address) {
        return address != null
                && proxies.stream().anyMatch(network -> network.matches(new InetSocketAddress(address, 0)));
    }

    private InetAddress forwarded(HttpHeaders headers, InetAddress proxy) {
        var named = headers.getOrEmpty(FORWARDED_FOR).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        var last = proxy;
        for (var name : named.reversed()) {
            var address = parsed(name);
            if (address == null) {
                return last;
            }
            last = address;
            if (!isProxy(address)) {
                return last;
            }
        }
        return last;
    }

    /// Never asks a name server. Null for anything else than an address.
    private static @Nullable InetAddress parsed(String text) {
        try {
            var bytes = NetUtil.createByteArrayFromIpAddressString(text);
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException _) {
            return null;
        }
    }
}
