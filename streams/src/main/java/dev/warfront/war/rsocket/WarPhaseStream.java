package dev.warfront.war.rsocket;

import dev.warfront.kernel.StreamRules;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import dev.warfront.kernel.rsocket.LiveStreams;
import dev.warfront.kernel.rsocket.RouteIds;
import dev.warfront.kernel.rsocket.StreamShape;
import dev.warfront.kernel.rsocket.StreamSource;
import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.war.WarViews;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/// Status and deadlines of a war, for everyone: a snapshot, then every entry of its event log.
@Controller
final class WarPhaseStream {
    private final LiveStreams streams;
    private final WarViews wars;
    private final ChangeNotifier wakes;
    private final JsonMapper json;
    private final StreamRules rules;

    WarPhaseStream(LiveStreams streams, WarViews wars, ChangeNotifier wakes, JsonMapper json, StreamRules rules) {
        this.streams = streams;
        this.wars = wars;
        this.wakes = wakes;
        this.json = json;
        this.rules = rules;
    }

    @MessageMapping("war.{id}.phase")
    Flux<DataBuffer> phase(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return Flux.defer(() -> {
            var war = new WarId(RouteIds.uuid(id));
            var shape = StreamShape.events(rules.phaseFrames());
            return streams.open(new StreamSource("war." + war.value() + ".phase", shape, moments(war)), request);
        });
    }

    private Flux<List<StreamState>> moments(WarId war) {
        return Flux.defer(() -> {
            var log = new PhaseLog(war, wars, json, rules.phaseFrames());
            return log.follow(Flux.merge(Flux.just(war), wakes.of(war.value()), Flux.interval(rules.heartbeat())));
        });
    }
}
