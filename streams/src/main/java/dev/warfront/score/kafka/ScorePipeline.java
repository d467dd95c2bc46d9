package dev.warfront.score.kafka;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.kafka.Topics;
import dev.warfront.kernel.stream.Finish;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.FlushBatches;
import dev.warfront.score.Ledger;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreSettings;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.SeenBound;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// From the log of score events to the ledger, and on to live view, feeds and frames: exactly once, whatever
/// fails on the way. The stored offset, never the group's, says where a partition goes on; a compare-and-set on
/// it in the flush's transaction fences a former owner. docs/adr/0015.
@Component
final class ScorePipeline implements SupervisedStream {
    private final LogConsumer log;
    private final Topics topics;
    private final Ledger ledger;
    private final FlushBatches flush;
    private final LogRecordReader reader;
    private final PipelineOutputs outputs;
    private final ScoreSettings settings;
    private final ScoreWindow window;
    private final PipelineMetrics metrics;
    private final StoppedPartitions stops;
    private final Signal stop = new Signal();
    private final Finish finish = new Finish(stop);
    private volatile List<FlushLoop> running = List.of();

    ScorePipeline(
            LogConsumer log,
            Topics topics,
            Ledger ledger,
            FlushBatches flush,
            LogRecordReader reader,
            PipelineOutputs outputs,
            ScoreSettings settings,
            ScoreWindow window,
            PipelineMetrics metrics,
            StoppedPartitions stops) {
        this.log = log;
        this.topics = topics;
        this.ledger = ledger;
        this.flush = flush;
        this.reader = reader;
        this.outputs = outputs;
        this.settings = settings;
        this.window = window;
        this.metrics = metrics;
        this.stops = stops;
    }

    @Override
    public String name() {
        return "score-pipeline";
    }

    @Override
    public Flux<Void> run() {
        return finish.track(Flux.defer(() ->
                Mono.firstWithSignal(topics.right(ScoreLog.FEED), stop.next()).thenMany(Flux.defer(this::pipeline))));
    }

    /// The consumer ends first, then the flush loops, each with the flush under way, then what
    /// follows their commits.
    @Override
    public Mono<Void> finish() {
        return Mono.defer(() -> {
            var ended = finish.request();
            running.forEach(FlushLoop::stop);
            return ended;
        });
    }

    private Flux<Void> pipeline() {
        var streams = new ArrayList<Flux<Void>>();
        var loops = new ArrayList<FlushLoop>();
        var bound = new SeenBound(settings.horizonEventsMax(), settings.flushLoops());
        for (var i = 0; i < settings.flushLoops(); i++) {
            var postCommit = new PostCommit(ledger, outputs);
            var windows = new DeduplicationWindows(window, bound);
            var loop = new FlushLoop(ledger, flush, reader, postCommit, stops, settings, windows, metrics);
            loops.add(loop);
            streams.add(loop.run());
            streams.add(postCommit.run());
        }
        streams.add(log.run(loops, stop.next()));
        running = List.copyOf(loops);
        // who asks after this look stops those that run
        return finish.requested() ? Flux.empty() : Flux.merge(Flux.fromIterable(streams), streams.size());
    }
}
