package dev.warfront.score.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.kernel.rsocket.RouteIds;
import dev.warfront.kernel.rsocket.StreamShape;
import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.score.ScoreSnapshots;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.ScoreUpdates;
import dev.warfront.score.WarScore;
import dev.warfront.score.WarScoreChange;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarViews;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Points and counts of a war's sides and clans, for everyone.
@Controller
final class WarScoreStream {
    private final ScoreStreams streams;
    private final WarViews wars;
    private final ScoreSnapshots scores;
    private final ScoreUpdates watched;
    private final ScoreStreamRules rules;

    WarScoreStream(
            ScoreStreams streams, WarViews wars, ScoreSnapshots scores, ScoreUpdates watched, ScoreStreamRules rules) {
        this.streams = streams;
        this.wars = wars;
        this.scores = scores;
        this.watched = watched;
        this.rules = rules;
    }

    @MessageMapping("war.{id}.score")
    @Allow(everyone = true)
    Flux<DataBuffer> score(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return Flux.defer(() -> {
            var war = new WarId(RouteIds.uuid(id));
            // Whether scores are final has no number of its own, but nothing follows it except the end.
            var name = new ScoreStreams.Name("war", StreamShape.state(rules.scoreFrames(), true));
            return streams.open(name, war.value(), read(war), watched.watchWar(war), rules.warPeriod(), request);
        });
    }

    /// The status before the score: of an ended war the score that is read after is the last.
    private Mono<View> read(WarId war) {
        return wars.find(war)
                .switchIfEmpty(Mono.error(RSocketErrors::notFound))
                .flatMap(view -> scores.war(war).map(score -> new View(score, view.status() == WarStatus.ENDED)));
    }

    /// @param isOver the war has ended
    private record View(WarScore score, boolean isOver) implements ScoreView<View> {
        @Override
        public View after(WarScoreChange change) {
            return new View(score.after(change), isOver);
        }

        @Override
        public View followedBy(View next) {
            return next;
        }

        @Override
        public Object content() {
            return List.of(score.epoch(), WarScoreJson.snapshot(score), isOver);
        }

        @Override
        public StreamState frame(@Nullable View last) {
            return new StreamState(
                    score.epoch(),
                    score.lastSeq(),
                    score.at(),
                    WarScoreJson.snapshot(score),
                    last == null ? null : WarScoreJson.delta(last.score(), score),
                    isOver);
        }
    }
}
