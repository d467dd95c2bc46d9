package dev.warfront.score.rsocket;

import dev.warfront.kernel.StreamRules;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import dev.warfront.kernel.rsocket.LiveStreams;
import dev.warfront.kernel.rsocket.StoreFollower;
import dev.warfront.kernel.rsocket.StoreFollower.Update;
import dev.warfront.kernel.rsocket.StreamShape;
import dev.warfront.kernel.rsocket.StreamSource;
import dev.warfront.kernel.rsocket.StreamStates;
import dev.warfront.score.ScoreUpdate;
import dev.warfront.score.WarScoreChange;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What the score streams of wars and battles have in common: a snapshot, then the latest score at most so many
/// times a second; a change that does not fit is read from the store.
@Component
final class ScoreStreams {
    private static final Duration POLL_MIN = Duration.ofSeconds(1);

    private final LiveStreams streams;
    private final ChangeNotifier changes;
    private final StreamRules rules;

    ScoreStreams(LiveStreams streams, ChangeNotifier changes, StreamRules rules) {
        this.streams = streams;
        this.changes = changes;
        this.rules = rules;
    }

    /// One subscription.
    ///
    /// @param period from one frame to the next
    <S extends ScoreView<S>> Flux<DataBuffer> open(
            Followed<S> score, StreamShape shape, Duration period, byte @Nullable [] request) {
        var notices = Flux.merge(changes.changesOf(score.id()), Flux.interval(rules.heartbeat()));
        var frames = StreamStates.conflated(views(score, notices, period), period, (last, next) -> next.frame(last));
        return streams.open(new StreamSource(score.route(), shape, frames), request);
    }

    /// What is to be shown, in order.
    static <S extends ScoreView<S>> Flux<S> views(Followed<S> score, Flux<?> notices, Duration period) {
        return new StoreFollower<S, WarScoreChange>(
                        score.now(),
                        score.recent(),
                        score.updates().map(ScoreStreams::update),
                        score.local(),
                        notices,
                        (view, change) -> view.isOver() ? view : view.after(change),
                        pollEvery(period))
                .states()
                .scan(ScoreView::followedBy)
                .distinctUntilChanged(ScoreView::content);
    }

    /// So often a score is asked for while no change can be heard of.
    private static Duration pollEvery(Duration period) {
        return period.compareTo(POLL_MIN) < 0 ? POLL_MIN : period;
    }

    private static Update<WarScoreChange> update(ScoreUpdate update) {
        return switch (update) {
            case ScoreUpdate.Connected _ -> new Update.Connected<>();
            case ScoreUpdate.Changed(var change) -> new Update.Changed<>(change);
            case ScoreUpdate.Disconnected _ -> new Update.Disconnected<>();
        };
    }

    /// A score that is followed.
    ///
    /// @param owner first word of the route: war or battle
    /// @param id of the war or the battle
    /// @param now the view with everything that was committed before
    /// @param recent the view as the node remembers it, with all updates before
    /// @param updates hot, of that score
    /// @param local hot, what this node itself commits of that score
    record Followed<S extends ScoreView<S>>(
            String owner, UUID id, Mono<S> now, Mono<S> recent, Flux<ScoreUpdate> updates, Flux<WarScoreChange> local) {
        private String route() {
            return owner + "." + id + ".score";
        }
    }
}
