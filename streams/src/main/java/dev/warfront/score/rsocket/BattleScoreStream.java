package dev.warfront.score.rsocket;

import dev.warfront.battle.BattleViews;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.kernel.rsocket.RouteIds;
import dev.warfront.kernel.rsocket.StreamShape;
import dev.warfront.score.BattleScore;
import dev.warfront.score.HotBattles;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.ScoreUpdate;
import dev.warfront.score.ScoreUpdates;
import dev.warfront.score.rsocket.ScoreStreams.Followed;
import java.util.function.Function;
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
    private final ScoreStreams streams;
    private final BattleViews battles;
    private final HotBattles hot;
    private final ScoreUpdates watched;
    private final ScoreStreamRules rules;

    BattleScoreStream(
            ScoreStreams streams, BattleViews battles, HotBattles hot, ScoreUpdates watched, ScoreStreamRules rules) {
        this.streams = streams;
        this.battles = battles;
        this.hot = hot;
        this.watched = watched;
        this.rules = rules;
    }

    @MessageMapping("battle.{id}.score")
    @Allow(everyone = true)
    Flux<DataBuffer> score(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return Flux.defer(() -> {
            var battle = new BattleId(RouteIds.uuid(id));
            // Status and holder change without a number of their own.
            var shape = StreamShape.state(rules.battleFrames(), false);
            return streams.open(followed(battle), shape, rules.battlePeriod(), request);
        });
    }

    private Followed<BattleScoreView> followed(BattleId battle) {
        var scores = hot.scores();
        return new Followed<>(
                "battle",
                battle.value(),
                read(battle, scores::now),
                read(battle, scores::of),
                watched.watchBattle(battle).doOnNext(this::remember));
    }

    private void remember(ScoreUpdate update) {
        if (update instanceof ScoreUpdate.Changed(var change)) {
            hot.scored(change);
        }
    }

    /// The battle before its points: of one that is over they are fixed.
    private Mono<BattleScoreView> read(BattleId battle, Function<BattleScore.Key, Mono<BattleScore>> scores) {
        return battles.find(battle)
                .switchIfEmpty(Mono.error(RSocketErrors::notFound))
                .flatMap(view -> scores.apply(new BattleScore.Key(view.war(), battle))
                        .map(score -> BattleScoreView.of(view, score)));
    }
}
