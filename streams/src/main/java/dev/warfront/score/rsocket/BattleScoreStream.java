package dev.warfront.score.rsocket;

import dev.warfront.battle.BattleViews;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.kernel.rsocket.RouteIds;
import dev.warfront.kernel.rsocket.StreamShape;
import dev.warfront.score.ScoreSnapshots;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.ScoreUpdates;
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
    private final ScoreSnapshots scores;
    private final ScoreUpdates watched;
    private final ScoreStreamRules rules;

    BattleScoreStream(
            ScoreStreams streams,
            BattleViews battles,
            ScoreSnapshots scores,
            ScoreUpdates watched,
            ScoreStreamRules rules) {
        this.streams = streams;
        this.battles = battles;
        this.scores = scores;
        this.watched = watched;
        this.rules = rules;
    }

    @MessageMapping("battle.{id}.score")
    @Allow(everyone = true)
    Flux<DataBuffer> score(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return Flux.defer(() -> {
            var battle = new BattleId(RouteIds.uuid(id));
            // Status and holder change without a number of their own.
            var name = new ScoreStreams.Name("battle", StreamShape.state(rules.battleFrames(), false));
            return streams.open(
                    name, battle.value(), read(battle), watched.watchBattle(battle), rules.battlePeriod(), request);
        });
    }

    /// The battle before its points: of one that is over they are fixed.
    private Mono<BattleScoreView> read(BattleId battle) {
        return battles.find(battle)
                .switchIfEmpty(Mono.error(RSocketErrors::notFound))
                .flatMap(view -> scores.battle(view.war(), battle).map(score -> BattleScoreView.of(view, score)));
    }
}
