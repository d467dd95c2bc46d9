package dev.warfront.score.kafka;

import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.Topics;
import dev.warfront.kernel.stream.Finish;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.Ledger;
import dev.warfront.score.LiveFrames;
import dev.warfront.score.LiveScores;
import dev.warfront.score.PipelineSettings;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.TotalsFeed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// From the log of facts to the ledger, and on to live view, feeds and frames: exactly once, whatever fails on the
/// way. The stored offset, never the group's, says where a partition goes on; a compare-and-set on it in the ledger's
/// transaction fences a former owner. docs/adr: score pipeline.
@Component
final class ScorePipeline implements SupervisedStream {
    private final KafkaSettings kafka;
    private final Topics topics;
    private final Ledger ledger;
    private final LogRecordReader reader;
    private final LiveScores live;
    private final ScoreFeed feed;
    private final LiveFrames frames;
    private final TotalsFeed totals;
    private final PipelineSettings settings;
    private final ScoreWindow window;
    private final PipelineMetrics metrics;
    private final Clock clock;
    private final Signal wake = new Signal();
    private final Finish finish = new Finish(wake);
    private volatile List<FlushLoop> running = List.of();

    ScorePipeline(
            KafkaSettings kafka,
            Topics topics,
            Ledger ledger,
            SigningKeys keys,
            JsonMapper json,
            LiveScores live,
            ScoreFeed feed,
            LiveFrames frames,
            TotalsFeed totals,
            PipelineSettings settings,
            ScoreWindow window,
            PipelineMetrics metrics,
            Clock clock) {
        this.kafka = kafka;
        this.topics = topics;
        this.ledger = ledger;
        this.reader = new LogRecordReader(keys, json);
        this.live = live;
        this.feed = feed;
        this.frames = frames;
        this.totals = totals;
        this.settings = settings;
        this.window = window;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "score-pipeline";
    }

    @Override
    public Flux<Void> run() {
        return finish.watch(topics.ready().thenMany(Flux.defer(this::pipeline)));
    }

    /// The consumer ends first, then the lanes, each with the flush under way, then what follows their commits.
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
        var lanes = new ArrayList<FlushLoop>();
        for (var i = 0; i < settings.lanes(); i++) {
            var aftermath = new PostCommit(ledger, live, feed, frames, totals, clock);
            var lane = new FlushLoop(ledger, reader, aftermath, settings, window, metrics);
            lanes.add(lane);
            streams.add(lane.run());
            streams.add(aftermath.run());
        }
        running = List.copyOf(lanes);
        var consumer = new LogConsumer(LogConsumer.properties(kafka), settings, lanes, metrics);
        streams.add(consumer.run(() -> !finish.requested()));
        return Flux.merge(Flux.fromIterable(streams), streams.size());
    }
}
