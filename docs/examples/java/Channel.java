import dev.warfront.client.model.ScoreEvent;
import io.rsocket.RSocket;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

final class Channel {
    /// Sends batches over one channel, as fast as the program asks for them. An answer for each, in their order; if it
    /// fails, nobody knows of what is unanswered: send it again.
    static Flux<JsonNode> send(RSocket rsocket, List<List<ScoreEvent>> batches) {
        var payloads = Flux.fromIterable(batches)
                .map(events -> Map.of("events", events))
                .index((index, batch) ->
                        index == 0 ? Connection.request("score-events", batch) : Connection.payload(batch));
        return rsocket.requestChannel(payloads).map(Connection::read);
    }

    /// Says the next token to an open connection.
    static Mono<JsonNode> renew(RSocket rsocket, String token) {
        var request = Connection.request("auth.renew", Map.of("access_token", token));
        return rsocket.requestResponse(request).map(Connection::read);
    }
}
