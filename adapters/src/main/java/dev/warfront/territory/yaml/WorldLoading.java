package dev.warfront.territory.yaml;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.territory.LoadWorld;
import dev.warfront.territory.World;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/// Makes the stored world the authored one when the program starts, before anything that happens by time.
@Component
final class WorldLoading implements SupervisedStream {
    private static final Logger LOG = LoggerFactory.getLogger(WorldLoading.class);

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

    private static void log(World.Loaded loaded) {
        LOG.info("world loaded: {} new, {} changed, {} retired", loaded.added(), loaded.changed(), loaded.retired());
    }
}
