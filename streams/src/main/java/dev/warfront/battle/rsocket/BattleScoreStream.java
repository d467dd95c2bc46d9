package dev.warfront.battle.rsocket;

import dev.warfront.battle.BattleViews;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.StreamRules;
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
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WatchedScores;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The points of both sides in a battle, and who holds its land, for everyone. Numbered as the war's score is.
@Controller
final class BattleScoreStream {
    private final LiveStreams streams;
    private final BattleViews battles;
    private final ScoreSnapshots scores;
    private final WatchedScores watched;
    private final ChangeNotifier changes;
    private final StreamRules rules;
    private final ScoreStreamRules scoreRules;

    BattleScoreStream(
            LiveStreams streams,
            BattleViews battles,
            ScoreSnapshots scores,
            WatchedScores watched,
            ChangeNotifier changes,
            StreamRules rules,
            ScoreStreamRules scoreRules) {
        this.streams = streams;
        this.battles = battles;
        this.scores = scores;
        this.watched = watched;
        this.changes = changes;
        this.rules = rules;
        this.scoreRules = scoreRules;
    }

    @MessageMapping("battle.{id}.score")
    @Allow(everyone = true)
    Flux<DataBuffer> score(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return Flux.defer(() -> {
            var battle = new BattleId(RouteIds.uuid(id));
            // Status and holder change without a number of their own.
            var shape = StreamShape.state(scoreRules.battleFrames(), false);
            return streams.open(
                    new StreamSource("battle." + battle.value() + ".score", shape, moments(battle)), request);
        });
    }

    private Flux<List<StreamState>> moments(BattleId battle) {
        var period = scoreRules.battlePeriod();
        var updates = Flux.merge(
                watched.watchBattle(battle).map(BattleScoreStream::update),
                changes.changesOf(battle.value()).map(_ -> new Update.Stale<WarScoreChange>()));
        var states = new StoreFollower<>(read(battle), updates, BattleScoreStream::merged, rules.heartbeat(), period)
                .states()
                .scan(BattleShown::after)
                .distinctUntilChanged(shown -> List.of(shown.score().epoch(), shown.content()));
        return StreamStates.conflated(states, period, BattleScoreStream::moment);
    }

    /// The battle before its points: of one that is over they are fixed.
    private Mono<BattleShown> read(BattleId battle) {
        return battles.find(battle)
                .switchIfEmpty(Mono.error(RSocketErrors::notFound))
                .flatMap(view -> scores.battle(view.war(), battle).map(score -> BattleShown.of(view, score)));
    }

    private static Update<WarScoreChange> update(ScoreNews news) {
        return switch (news) {
            case ScoreNews.Listening _ -> new Update.Stale<>();
            case ScoreNews.Changed(var change) -> new Update.Changed<>(change);
            case ScoreNews.Disconnected _ -> new Update.Disconnected<>();
        };
    }

    private static Merged<BattleShown> merged(BattleShown present, WarScoreChange change) {
        var score = present.score();
        if (change.epoch() != score.epoch() || change.prevSeq() > score.lastSeq()) {
            return new Merged.Gap<>();
        }
        return change.lastSeq() > score.lastSeq() && !present.isOver()
                ? new Merged.Next<>(BattleShown.of(present.view(), score.after(change)))
                : new Merged.Unchanged<>();
    }

    private static StreamState moment(@Nullable BattleShown last, BattleShown next) {
        var data = next.content();
        return new StreamState(
                next.score().epoch(), next.seq(), next.score().at(), data, last == null ? null : data, next.isOver());
    }
}
