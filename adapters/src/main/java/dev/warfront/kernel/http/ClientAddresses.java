package dev.warfront.kernel.http;

import dev.warfront.kernel.ForwardedAddresses;
import dev.warfront.kernel.SourceAddress;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/// Where requests come from. What `X-Forwarded-For` says is believed of configured proxies alone: from the right, up to
/// the first address that is none of them.
@Component
public final class ClientAddresses implements ForwardedAddresses {
    private static final Pattern BRACKETED = Pattern.compile("\\[([^]]*)](?::[0-9]*)?");

    private final List<IpSubnetFilterRule> proxies;

    public ClientAddresses(ConnectionSettings settings) {
        this.proxies = settings.trustedProxies().stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
    }

    public SourceAddress of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return of(
                remote == null ? null : remote.getAddress(),
                request.getHeaders().getOrEmpty(HEADER));
    }

    @Override
    public SourceAddress of(@Nullable InetAddress remote, List<String> forwardedFor) {
        return SourceAddress.of(remote != null && isProxy(remote) ? forwarded(forwardedFor, remote) : remote);
    }

    boolean isProxy(@Nullable InetAddress address) {
        return address != null
                && proxies.stream().anyMatch(network -> network.matches(new InetSocketAddress(address, 0)));
    }

    private InetAddress forwarded(List<String> lines, InetAddress proxy) {
        var named = lines.stream()
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

    /// Never asks a name server. Null for anything else than an address, with or without a port.
    private static @Nullable InetAddress parsed(String text) {
        try {
            var bytes = NetUtil.createByteArrayFromIpAddressString(withoutPort(text));
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException _) {
            return null;
        }
    }

    private static String withoutPort(String text) {
        var bracketed = BRACKETED.matcher(text);
        var colon = text.indexOf(':');
        if (bracketed.matches()) {
            return bracketed.group(1);
        }
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
