package dev.warfront.war.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Settings;
import dev.warfront.kernel.StreamRules;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import dev.warfront.kernel.rsocket.LiveStreams;
import dev.warfront.kernel.rsocket.RouteIds;
import dev.warfront.kernel.rsocket.StreamShape;
import dev.warfront.kernel.rsocket.StreamSource;
import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.war.HotWars;
import dev.warfront.war.WarLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/// Status and deadlines of a war, for everyone: a snapshot, then every entry of its event log.
@Controller
final class WarPhaseStream {
    private final LiveStreams streams;
    private final HotWars hot;
    private final ChangeNotifier changes;
    private final WarLog log;
    private final StreamRules rules;
    private final Kept kept;

    WarPhaseStream(LiveStreams streams, HotWars hot, WarLog log, ChangeNotifier changes, StreamRules rules, Kept kept) {
        this.streams = streams;
        this.hot = hot;
        this.changes = changes;
        this.log = log;
        this.rules = rules;
        this.kept = kept;
    }

    /// What of a war's log is kept for subscribers. Source: docs/rules/streams.md.
    ///
    /// @param phaseFrames entries that a resumed subscriber can be sent
    @Settings("war.stream")
    record Kept(int phaseFrames) {}

    @MessageMapping("war.{id}.phase")
    @Allow(everyone = true)
    Flux<DataBuffer> phase(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return Flux.defer(() -> {
            var war = new WarId(RouteIds.uuid(id));
            var shape = StreamShape.events(kept.phaseFrames());
            return streams.open(new StreamSource("war." + war.value() + ".phase", shape, states(war)), request);
        });
    }

    private Flux<List<StreamState>> states(WarId war) {
        return Flux.defer(() -> {
            var followed = new PhaseLog(war, hot, log, kept.phaseFrames());
            return followed.follow(
                    Flux.merge(changes.changesOf(war.value()), Flux.just(war), Flux.interval(rules.heartbeat())));
        });
    }
}
