import io.rsocket.RSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

/// Follows one stream to its end, over lost connections and restarts.
final class Follower {
    private static final Set<String> FOR_GOOD = Set.of("NOT_FOUND", "VALIDATION_FAILED", "FORBIDDEN");
    private static final int DEMAND = 32;

    private final Mono<RSocket> connect;
    private final String route;
    private final BinaryOperator<JsonNode> apply;
    private Map<String, Object> request = Map.of();
    private long epoch = -1;
    private long seq;
    private JsonNode state;

    /// @param apply the state before and the data of a DELTA make the state after it
    Follower(Mono<RSocket> connect, String route, BinaryOperator<JsonNode> apply) {
        this.connect = connect;
        this.route = route;
        this.apply = apply;
    }

    /// Each state; completes when what the stream shows is over.
    Flux<JsonNode> states() {
        return Flux.usingWhen(connect, this::frames, rsocket -> Mono.fromRunnable(rsocket::dispose))
                .concatWith(Mono.error(() -> new IllegalStateException("no END")))
                .takeUntil(Follower::isOver)
                .filter(this::take)
                .map(_ -> state)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                        .maxBackoff(Duration.ofSeconds(5))
                        .filter(failure -> !FOR_GOOD.contains(failure.getMessage()))
                        .transientErrors(true));
    }

    private Flux<JsonNode> frames(RSocket rsocket) {
        return rsocket.requestStream(Connection.request(route, request))
                .limitRate(DEMAND)
                .map(Connection::read);
    }

    private static boolean isOver(JsonNode frame) {
        return frame.path("kind").asString().equals("END")
                && frame.path("data").path("code").asString().equals("COMPLETED");
    }

    /// Whether the state is a new one. Fails when a frame is missing before this one: then it goes on from the last.
    private boolean take(JsonNode frame) {
        var data = frame.path("data");
        switch (frame.path("kind").asString()) {
            case "SNAPSHOT" -> state = data;
            case "DELTA" -> {
                if (frame.path("epoch").asLong() != epoch || frame.path("prev_seq").asLong() != seq) {
                    throw new IllegalStateException("a frame is missing");
                }
                state = apply.apply(state, data);
            }
            case "RESET" -> {
                request = Map.of();
                epoch = -1;
                return false;
            }
            default -> {
                return false; // HEARTBEAT; END, behind which nothing comes
            }
        }
        epoch = frame.path("epoch").asLong();
        seq = frame.path("seq").asLong();
        request = Map.of("resume", Map.of("epoch", epoch, "last_seq", seq));
        return true;
    }
}
