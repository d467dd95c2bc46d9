package dev.warfront.kernel.stream;

import dev.warfront.kernel.SupervisedStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Runs all streams of the program: starts them in order of their phase before the first request is let in, restarts
/// what fails, and stops them in the reverse order after the last request was answered. Nobody else subscribes.
@Component
public final class StreamSupervisor implements SmartLifecycle {

    /// How long one phase may take to finish what it has begun.
    public static final Duration FINISH_PATIENCE = Duration.ofSeconds(5);

    /// Below the phases of the web server: up before it, down after it.
    private static final int PHASE = Integer.MAX_VALUE - 4096;

    private static final Logger log = LoggerFactory.getLogger(StreamSupervisor.class);

    private final List<Supervision> supervisions;

    private volatile boolean running;

    public StreamSupervisor(List<SupervisedStream> streams, MeterRegistry metrics) {
        this.supervisions = streams.stream()
                .sorted(Comparator.comparingInt(SupervisedStream::phase))
                .map(stream -> new Supervision(stream, metrics))
                .toList();
        var names = streams.stream().map(SupervisedStream::name).collect(Collectors.toSet());
        if (names.size() < streams.size()) {
            throw new IllegalStateException("two streams have one name in " + names);
        }
    }

    /// All streams, in the order in which they start.
    public List<StreamStatus> states() {
        return supervisions.stream().map(Supervision::status).toList();
    }

    @Override
    public void start() {
        running = true;
        supervisions.forEach(
                supervision -> supervision.subscribed(supervision.supervised().subscribe()));
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable stopped) {
        allPhases()
                .doFinally(_ -> {
                    running = false;
                    stopped.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private Mono<Void> allPhases() {
        var phases = supervisions.stream()
                .collect(Collectors.groupingBy(Supervision::phase, TreeMap::new, Collectors.toList()))
                .descendingMap()
                .values();
        return Flux.fromIterable(phases).concatMap(this::finishPhase).then();
    }

    private Mono<Void> finishPhase(List<Supervision> phase) {
        var finishing = phase.stream().map(this::finish).toList();
        return Mono.when(finishing);
    }

    private Mono<Void> finish(Supervision supervision) {
        return Mono.defer(supervision::finish)
                .timeout(FINISH_PATIENCE)
                .doOnError(failure -> log.warn("stream {} is cut off: {}", supervision.name(), failure.toString()))
                .onErrorComplete()
                .then(Mono.fromRunnable(supervision::stop));
    }
}
