package dev.warfront.bench.load;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.netty.http.server.HttpServer;

/// The bound of the reads: a WebFlux route that answers the same bytes to everybody, in a JVM of its own. Prints its
/// port and lives until its input ends.
public final class ConstantHandler {
    private ConstantHandler() {}

    public static void main(String[] args) throws Exception {
        var body = args.length == 0 ? "{}" : args[0];
        var route = RouterFunctions.route()
                .GET(
                        "/**",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(body.getBytes(StandardCharsets.UTF_8)))
                .build();
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(route)))
                .bindNow();
        System.out.println(server.port());
        while (System.in.read() >= 0) {
            // the parent says nothing; the end of its output is the end of this process
        }
        server.disposeNow();
    }
}
