package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.http.OperatorPage.Content;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/// Health and metrics on a port of their own, without filters and log-in: {@link OperatorPage} by path,
/// everything else is 404. A second web server of Spring's would take the filters, handlers and routes of the
/// first one along, and cost each start a second context. A head has 12 KB at most, which is reactor-netty's
/// bound, and no body is read. Source: docs/reference.md, port 8081.
@Component
public final class ManagementServer implements SupervisedStream {
    private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManagementSettings settings;

    /// Asked for once the program stands: health looks at all streams, of which this is one.
    private final ObjectProvider<OperatorPage> pages;

    private final ManagementConnections connections;
    private final ManagementSecurity security;
    private final LoopResources loops;
    private final Sinks.Many<Integer> port = Sinks.many().replay().latest();

    ManagementServer(
            ManagementSettings settings,
            ObjectProvider<OperatorPage> pages,
            SslBundles bundles,
            Ticker ticker,
            LoopResources loops) {
        this.settings = settings;
        this.pages = pages;
        this.connections = new ManagementConnections(settings, ticker);
        this.security = new ManagementSecurity(settings.ssl(), bundles);
        this.loops = loops;
    }

    @Override
    public String name() {
        return "management-server";
    }

    /// Watched to the end.
    @Override
    public int phase() {
        return KERNEL;
    }

    /// Bound until it is cancelled.
    @Override
    public Flux<Void> run() {
        return Flux.usingWhen(
                Mono.defer(() -> bind(pages.orderedStream().toList())), _ -> Flux.never(), ManagementServer::unbind);
    }

    /// Its port, as soon as it is bound.
    public Mono<Integer> port() {
        return port.asFlux().next();
    }

    private Mono<? extends DisposableServer> bind(List<OperatorPage> all) {
        return HttpServer.create()
                .runOn(loops)
                .host(settings.address())
                .port(settings.port())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, HttpConnections.smallReads())
                .doOnChannelInit((_, channel, _) -> accept(channel))
                .handle((request, response) -> answer(request, response, all))
                .bind()
                .doOnNext(bound -> {
                    log.info("Health and metrics on {}, {}", bound.address(), security);
                    port.emitNext(bound.port(), Sinks.EmitFailureHandler.FAIL_FAST);
                });
    }

    private void accept(Channel channel) {
        connections.admit(channel);
        security.install(channel);
    }

    private static Mono<Void> unbind(DisposableServer bound) {
        return Mono.defer(() -> {
            bound.dispose();
            return bound.onDispose();
        });
    }

    private static Mono<Void> answer(HttpServerRequest request, HttpServerResponse response, List<OperatorPage> pages) {
        var isServed = request.method().equals(HttpMethod.GET) && !announcesBody(request);
        return Flux.fromIterable(isServed ? pages : List.of())
                .concatMap(page -> page.at("/" + request.path()))
                .next()
                .timeout(PATIENCE)
                .doOnError(failure -> log.warn("{} was not answered", request.path(), failure))
                .onErrorReturn(new Content(500, "text/plain", new byte[0]))
                .defaultIfEmpty(new Content(404, "text/plain", new byte[0]))
                .flatMap(content -> send(content, response.keepAlive(isServed))); // a body is not waited for
    }

    private static boolean announcesBody(HttpServerRequest request) {
        var headers = request.requestHeaders();
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    private static Mono<Void> send(Content content, HttpServerResponse response) {
        return response.status(content.status())
                .header(HttpHeaderNames.CONTENT_TYPE, content.type())
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(content.body().length))
                .sendByteArray(Mono.just(content.body()))
                .then();
    }
}
