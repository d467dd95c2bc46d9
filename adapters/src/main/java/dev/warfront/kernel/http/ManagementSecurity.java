package dev.warfront.kernel.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/// TLS of the operators' port, when a bundle is named for it. Each connection is given the certificate that the
/// bundle has when it comes; those that are open keep theirs. Spring Boot's own for the port of players learns of
/// another certificate from Boot alone.
final class ManagementSecurity {
    private static final Logger log = LoggerFactory.getLogger(ManagementSecurity.class);

    private volatile @Nullable SslContext current;

    ManagementSecurity(ManagementSettings.Tls settings, SslBundles bundles) {
        var name = settings.bundle();
        if (!name.isEmpty()) {
            current = contextOf(bundles.getBundle(name));
            bundles.addBundleUpdateHandler(name, this::exchange);
        }
    }

    /// Before anything that reads what comes.
    void install(Channel channel) {
        var context = current;
        if (context != null) {
            channel.pipeline().addFirst(context.newHandler(channel.alloc()), new Quiet());
        }
    }

    @Override
    public String toString() {
        return current == null ? "in plain text" : "over TLS";
    }

    /// What is no TLS is the client's affair: nothing is logged.
    private static final class Quiet extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof DecoderException) {
                var _ = context.close();
            } else {
                context.fireExceptionCaught(cause);
            }
        }
    }

    private void exchange(SslBundle bundle) {
        current = contextOf(bundle);
        log.info("Health and metrics have another certificate");
    }

    private static SslContext contextOf(SslBundle bundle) {
        var managers = bundle.getManagers();
        var options = bundle.getOptions();
        try {
            return SslContextBuilder.forServer(managers.getKeyManagerFactory())
                    .trustManager(managers.getTrustManagerFactory())
                    .protocols(options.getEnabledProtocols())
                    .ciphers(SslOptions.asSet(options.getCiphers()))
                    .build();
        } catch (SSLException unusable) {
            throw new IllegalStateException("the bundle of management.server.ssl.bundle cannot be used", unusable);
        }
    }
}
