package dev.warfront.bench.bound;

import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.http.server.HttpServer;

/// WebFlux on Reactor Netty with one route and nothing around it.
final class BareServer {
    private BareServer() {}

    /// Serves on a free port, prints it, and returns when the input has ended.
    static void run(RouterFunction<?> route) {
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(route)))
                .bindNow();
        System.out.println(server.port());
        ChildJvm.awaitEndOfInput();
        server.disposeNow();
    }
}
