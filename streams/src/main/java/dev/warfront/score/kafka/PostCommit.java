package dev.warfront.score.kafka;

import dev.warfront.score.BatchDecision;
import dev.warfront.score.Ledger;
import dev.warfront.score.WarScoreChange;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// What follows a commit. Those who watch on this node get the changes with it; frames for other nodes, the
/// live view and the feed follow as tails that do not wait for each other, and for which no flush waits.
///
/// ```text
/// committed   --1--2--3-->
/// local       --1--2--3-->   with the commit; what a busy watcher loses shows as a gap
/// frames      --1--2--3-->   behind it; a lost one shows as a gap
/// live view   ---1----3-->   what it is too slow for is dropped, and healed by the next change
/// feed        -----1-2---3>  nothing is left out, see FeedTail
/// seen        ---------1-3->  what is left out is read from the ledger, see SeenTail
/// ```
final class PostCommit {
    private static final Logger log = LoggerFactory.getLogger(PostCommit.class);
    private static final int FLUSHES_MAX = 16;

    private final PipelineOutputs outputs;
    private final FeedTail feed;
    private final SeenTail seen;
    private final Sinks.Many<List<BatchDecision>> live =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(FLUSHES_MAX));
    private final Sinks.Many<List<WarScoreChange>> frames =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(FLUSHES_MAX));

    PostCommit(Ledger ledger, PipelineOutputs outputs) {
        this.outputs = outputs;
        this.feed = new FeedTail(ledger, outputs.feed());
        this.seen = new SeenTail(ledger);
    }

    FeedTail feed() {
        return feed;
    }

    /// Ends when {@link #noMore} was called and everything is published that the feed takes.
    Flux<Void> run() {
        return Flux.merge(
                frames.asFlux().concatMap(this::push, 1),
                live.asFlux().concatMap(outputs.live()::show, 1),
                feed.run(),
                seen.run());
    }

    /// Nothing will be added any more. Any thread, after the last flush.
    void noMore() {
        frames.tryEmitComplete();
        live.tryEmitComplete();
        feed.noMore();
        seen.noMore();
    }

    /// Never waits. In the order of the commits, by one thread at a time.
    void add(List<BatchDecision> committed) {
        outputs.credited().add(committed);
        var changes =
                committed.stream().flatMap(each -> each.changes().stream()).toList();
        if (!changes.isEmpty()) {
            outputs.local().committed(changes);
            if (frames.tryEmitNext(changes).isFailure()) {
                log.warn("subscribers of other nodes miss a change and will see a gap");
            }
        }
        // one that is not shown is healed by the next
        live.tryEmitNext(committed);
        feed.add(committed);
        seen.add(committed);
    }

    /// Another node has it now. By the thread that adds.
    void lost(int partition) {
        seen.forget(partition);
    }

    private Mono<Void> push(List<WarScoreChange> changes) {
        return outputs.frames()
                .push(changes)
                .then(outputs.totals().publish(changes))
                .onErrorResume(error -> {
                    log.error("subscribers of other nodes miss a change and will see a gap", error);
                    return Mono.empty();
                });
    }
}
