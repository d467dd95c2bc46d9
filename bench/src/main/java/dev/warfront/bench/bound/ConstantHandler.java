package dev.warfront.bench.bound;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// The bound of reads that need no database: a WebFlux route that answers the same bytes to everybody, in a JVM of its
/// own. Prints its port and lives until its input ends.
public final class ConstantHandler {
    private ConstantHandler() {}

    public static void main(String[] args) {
        var body = args.length == 0 ? "{}" : args[0];
        var route = RouterFunctions.route()
                .GET(
                        "/**",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(body.getBytes(StandardCharsets.UTF_8)))
                .build();
        BareServer.run(route);
    }
}
