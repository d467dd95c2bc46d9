package dev.warfront.score.rsocket;

import dev.warfront.kernel.StreamRules;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import dev.warfront.kernel.rsocket.LiveStreams;
import dev.warfront.kernel.rsocket.StoreFollower;
import dev.warfront.kernel.rsocket.StoreFollower.Merged;
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
    /// @param id whose score it is: of a war or a battle
    /// @param read the present view, from the store
    /// @param updates hot, of that score
    /// @param period from one frame to the next
    <S extends ScoreView<S>> Flux<DataBuffer> open(
            Name name, UUID id, Mono<S> read, Flux<ScoreUpdate> updates, Duration period, byte @Nullable [] request) {
        // Notices first: the updates begin with a read, and what changes behind it must not go unnoticed.
        var all = Flux.merge(
                changes.changesOf(id).map(_ -> new Update.Stale<WarScoreChange>()), updates.map(ScoreStreams::update));
        var views = new StoreFollower<>(read, all, ScoreStreams::merged, rules.heartbeat(), pollEvery(period))
                .states()
                .scan(ScoreView::followedBy)
                .distinctUntilChanged(ScoreView::content);
        var frames = StreamStates.conflated(views, period, (last, next) -> next.frame(last));
        return streams.open(new StreamSource(name.of(id), name.shape(), frames), request);
    }

    /// So often the store is read while no change can be heard of.
    private static Duration pollEvery(Duration period) {
        return period.compareTo(POLL_MIN) < 0 ? POLL_MIN : period;
    }

    private static Update<WarScoreChange> update(ScoreUpdate update) {
        return switch (update) {
            case ScoreUpdate.Connected _ -> new Update.Stale<>();
            case ScoreUpdate.Changed(var change) -> new Update.Changed<>(change);
            case ScoreUpdate.Disconnected _ -> new Update.Disconnected<>();
        };
    }

    private static <S extends ScoreView<S>> Merged<S> merged(S view, WarScoreChange change) {
        if (view.score().lacks(change)) {
            return new Merged.Gap<>();
        }
        return view.isOver() || view.score().contains(change)
                ? new Merged.Unchanged<>()
                : new Merged.Next<>(view.after(change));
    }

    /// A kind of score stream.
    ///
    /// @param owner first word of the route: war or battle
    record Name(String owner, StreamShape shape) {
        private String of(UUID id) {
            return owner + "." + id + ".score";
        }
    }
}
