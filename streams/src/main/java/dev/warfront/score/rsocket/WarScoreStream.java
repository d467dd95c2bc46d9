package dev.warfront.score.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.StreamRules;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import dev.warfront.kernel.rsocket.LiveStreams;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.kernel.rsocket.RouteIds;
import dev.warfront.kernel.rsocket.StoreFollower;
import dev.warfront.kernel.rsocket.StoreFollower.Merged;
import dev.warfront.kernel.rsocket.StoreFollower.Update;
import dev.warfront.kernel.rsocket.StreamShape;
import dev.warfront.kernel.rsocket.StreamSource;
import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.kernel.rsocket.StreamStates;
import dev.warfront.score.ScoreNews;
import dev.warfront.score.ScoreSnapshots;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.WarScore;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WatchedScores;
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

/// Points and counts of a war's sides and clans, for everyone: a snapshot, then what changed, the latest value
/// at most so many times a second.
@Controller
final class WarScoreStream {
    private final LiveStreams streams;
    private final WarViews wars;
    private final ScoreSnapshots scores;
    private final WatchedScores watched;
    private final ChangeNotifier changes;
    private final StreamRules rules;
    private final ScoreStreamRules scoreRules;

    WarScoreStream(
            LiveStreams streams,
            WarViews wars,
            ScoreSnapshots scores,
            WatchedScores watched,
            ChangeNotifier changes,
            StreamRules rules,
            ScoreStreamRules scoreRules) {
        this.streams = streams;
        this.wars = wars;
        this.scores = scores;
        this.watched = watched;
        this.changes = changes;
        this.rules = rules;
        this.scoreRules = scoreRules;
    }

    /// A score to be shown.
    ///
    /// @param over the war has ended: nothing will change any more
    private record Shown(WarScore score, boolean over) {
        private Object content() {
            return List.of(score.epoch(), WarScoreJson.snapshot(score), over);
        }
    }

    @MessageMapping("war.{id}.score")
    @Allow(everyone = true)
    Flux<DataBuffer> score(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return Flux.defer(() -> {
            var war = new WarId(RouteIds.uuid(id));
            // Whether scores are final has no number of its own, but nothing follows it except the end.
            var shape = StreamShape.state(scoreRules.scoreFrames(), true);
            return streams.open(new StreamSource("war." + war.value() + ".score", shape, moments(war)), request);
        });
    }

    private Flux<List<StreamState>> moments(WarId war) {
        var period = scoreRules.warPeriod();
        var updates = Flux.merge(
                watched.watchWar(war).map(WarScoreStream::update),
                changes.changesOf(war.value()).map(_ -> new Update.Stale<WarScoreChange>()));
        var states = new StoreFollower<>(read(war), updates, WarScoreStream::merged, rules.heartbeat(), period)
                .states()
                .distinctUntilChanged(Shown::content);
        return StreamStates.conflated(states, period, WarScoreStream::moment);
    }

    /// The status before the score: of an ended war the score that is read after is the last.
    private Mono<Shown> read(WarId war) {
        return wars.find(war)
                .switchIfEmpty(Mono.error(RSocketErrors::notFound))
                .flatMap(view -> scores.war(war).map(score -> new Shown(score, view.status() == WarStatus.ENDED)));
    }

    private static Update<WarScoreChange> update(ScoreNews news) {
        return switch (news) {
            case ScoreNews.Listening _ -> new Update.Stale<>();
            case ScoreNews.Changed(var change) -> new Update.Changed<>(change);
            case ScoreNews.Disconnected _ -> new Update.Disconnected<>();
        };
    }

    private static Merged<Shown> merged(Shown present, WarScoreChange change) {
        var score = present.score();
        if (change.epoch() != score.epoch() || change.prevSeq() > score.lastSeq()) {
            return new Merged.Gap<>();
        }
        return change.lastSeq() > score.lastSeq()
                ? new Merged.Next<>(new Shown(score.after(change), present.over()))
                : new Merged.Unchanged<>();
    }

    private static StreamState moment(@Nullable Shown last, Shown next) {
        var score = next.score();
        return new StreamState(
                score.epoch(),
                score.lastSeq(),
                score.at(),
                WarScoreJson.snapshot(score),
                last == null ? null : WarScoreJson.delta(last.score(), score),
                next.over());
    }
}
