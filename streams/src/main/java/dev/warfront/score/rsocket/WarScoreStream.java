package dev.warfront.score.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.kernel.rsocket.RouteIds;
import dev.warfront.kernel.rsocket.StreamShape;
import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.ScoreUpdate;
import dev.warfront.score.ScoreUpdates;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.rsocket.ScoreStreams.Followed;
import dev.warfront.score.stream.LocalScores;
import dev.warfront.war.HotWars;
import dev.warfront.war.WarScore;
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
    private final HotWars hot;
    private final ScoreUpdates watched;
    private final LocalScores local;
    private final ScoreStreamRules rules;

    WarScoreStream(ScoreStreams streams, HotWars hot, ScoreUpdates watched, LocalScores local, ScoreStreamRules rules) {
        this.streams = streams;
        this.hot = hot;
        this.watched = watched;
        this.local = local;
        this.rules = rules;
    }

    @MessageMapping("war.{id}.score")
    @Allow(everyone = true)
    Flux<DataBuffer> score(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return Flux.defer(() -> {
            var war = new WarId(RouteIds.uuid(id));
            // Whether scores are final has no number of its own, but nothing follows it except the end.
            var shape = StreamShape.state(rules.scoreFrames(), true);
            return streams.open(followed(war, hot, watched, local), shape, rules.warPeriod(), request);
        });
    }

    /// What this node commits is remembered already when it comes.
    static Followed<View> followed(WarId war, HotWars hot, ScoreUpdates watched, LocalScores local) {
        var updates = watched.watchWar(war).doOnNext(update -> remember(war, update, hot));
        return new Followed<>("war", war.value(), now(war, hot), recent(war, hot), updates, local.ofWar(war));
    }

    private static void remember(WarId war, ScoreUpdate update, HotWars hot) {
        if (update instanceof ScoreUpdate.Changed(var change)) {
            hot.scored(war, change::appliedTo, stats -> stats);
        }
    }

    /// The status before the score: of an ended war the score that is read after is the last.
    private static Mono<View> now(WarId war, HotWars hot) {
        return hot.wars()
                .now(war)
                .switchIfEmpty(Mono.error(RSocketErrors::notFound))
                .flatMap(view -> hot.scores().now(war).map(score -> new View(score, view.isOver())));
    }

    /// Of an ended war what is remembered may not be the last score yet.
    private static Mono<View> recent(WarId war, HotWars hot) {
        return hot.wars()
                .of(war)
                .filter(view -> !view.isOver())
                .flatMap(_ -> hot.scores().of(war).map(score -> new View(score, false)))
                .switchIfEmpty(now(war, hot));
    }

    /// @param isOver the war has ended
    record View(WarScore score, boolean isOver) implements ScoreView<View> {
        @Override
        public @Nullable View after(WarScoreChange change) {
            var next = change.appliedTo(score);
            return next == null ? null : new View(next, isOver);
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
