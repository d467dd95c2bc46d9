package dev.warfront.territory.yaml;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.territory.LoadWorld;
import dev.warfront.territory.World;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Makes the stored world the authored one when the program starts, before anything that happens by time. The
/// program is not ready before: `world` in its health.
@Component("world")
final class WorldLoading implements SupervisedStream, ReactiveHealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(WorldLoading.class);

    private final LoadWorld loadWorld;

    WorldLoading(LoadWorld loadWorld) {
        this.loadWorld = loadWorld;
    }

    @Override
    public String name() {
        return "territory-world";
    }

    @Override
    public int phase() {
        return KERNEL;
    }

    /// Loads, and then only stays.
    @Override
    public Flux<Void> run() {
        return loadWorld.load().doOnNext(WorldLoading::log).thenMany(Flux.never());
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> (loadWorld.isLoaded() ? Health.up() : Health.outOfService()).build());
    }

    private static void log(World.Loaded loaded) {
        log.info("world loaded: {} new, {} changed, {} retired", loaded.added(), loaded.changed(), loaded.retired());
    }
}
