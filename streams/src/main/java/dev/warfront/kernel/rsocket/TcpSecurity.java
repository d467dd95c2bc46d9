package dev.warfront.kernel.rsocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.stereotype.Component;

/// TLS of the TCP port, when a bundle is named for it. Each connection is given the certificate that the
/// bundle has when it comes; those that are open keep theirs. A connection is counted and timed from its
/// beginning, before it has shaken hands: what reactor-netty secures itself it shows only afterwards.
@Component
final class TcpSecurity {
    private static final Logger log = LoggerFactory.getLogger(TcpSecurity.class);

    private volatile @Nullable SslContext current;

    TcpSecurity(TlsSettings settings, ObjectProvider<SslBundles> bundles) {
        var name = settings.bundle();
        if (!name.isEmpty()) {
            var all = bundles.getObject();
            current = contextOf(all.getBundle(name));
            all.addBundleUpdateHandler(name, this::exchange);
        }
    }

    /// Before anything that reads what comes.
    void install(Channel channel) {
        var context = current;
        if (context != null) {
            channel.pipeline().addFirst(context.newHandler(channel.alloc()), new FailedHandshakes());
        }
    }

    /// Whether anything can be said over a connection: before it has shaken hands it would wait for that.
    static boolean isSpoken(Channel channel) {
        var tls = channel.pipeline().get(SslHandler.class);
        return tls == null || tls.handshakeFuture().isSuccess();
    }

    private void exchange(SslBundle bundle) {
        current = contextOf(bundle);
        log.info("RSocket on TCP has another certificate");
    }

    private static SslContext contextOf(SslBundle bundle) {
        var managers = bundle.getManagers();
        var options = bundle.getOptions();
        try {
            return SslContextBuilder.forServer(managers.getKeyManagerFactory())
                    .trustManager(managers.getTrustManagerFactory())
                    .protocols(options.getEnabledProtocols())
                    .ciphers(ciphers(options))
                    .build();
        } catch (SSLException unusable) {
            throw new IllegalStateException("the bundle of warfront.rsocket.ssl.bundle cannot be used", unusable);
        }
    }

    private static @Nullable Set<String> ciphers(SslOptions options) {
        return SslOptions.asSet(options.getCiphers());
    }

    /// What is no TLS is the client's affair: nothing is logged, least of all what it sent.
    private static final class FailedHandshakes extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof DecoderException) {
                var _ = context.close();
            } else {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
