package dev.warfront.app;

import dev.warfront.app.RightsCallers.Asking;
import dev.warfront.kernel.rsocket.StreamServer;
import dev.warfront.kernel.rsocket.TestClient;
import io.rsocket.RSocketErrorException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Asks routes over RSocket, each over a connection of its own.
final class RightsOverRSocket {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ANSWERED = "answered";

    private final int port;
    private final RightsRequests requests;

    RightsOverRSocket(RunningProgram program, RightsRequests requests) {
        this.port =
                program.get(StreamServer.class).port().blockOptional(PATIENCE).orElseThrow();
        this.requests = requests;
    }

    /// The code of an error, of the connection or of the request.
    String ask(RightsRoute route, Asking who) {
        var way = new TestClient.Way(port, false, "application/json", who.token());
        try (var client = TestClient.connect(way)) {
            var refusedSetup = client.onClose().thenReturn("closed").onErrorResume(error -> Mono.just(code(error)));
            return answers(client, route, who)
                    .next()
                    .map(_ -> ANSWERED)
                    .defaultIfEmpty(ANSWERED)
                    .onErrorResume(
                            error -> error instanceof RSocketErrorException ? Mono.just(code(error)) : refusedSetup)
                    .blockOptional(PATIENCE)
                    .orElseThrow();
        }
    }

    private Flux<?> answers(TestClient client, RightsRoute route, Asking who) {
        var path = requests.path(route.path());
        var data = route.path().equals("auth.renew")
                ? who.token() == null ? Map.of() : Map.of("access_token", who.token())
                : requests.body(route.path());
        return switch (route.kind()) {
            case "request-response" -> client.ask(path, data).flux();
            case "request-stream" -> client.stream(path);
            case "request-channel" -> client.channel(path, Flux.just(data));
            default -> throw new AssertionError("nobody asks for " + route);
        };
    }

    private static String code(Throwable error) {
        return Objects.requireNonNullElse(error.getMessage(), error.toString());
    }
}
