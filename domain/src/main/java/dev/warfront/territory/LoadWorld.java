package dev.warfront.territory;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Transactions;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// The program starts: the stored world becomes the authored one. Source: docs/rules/territory.md, the authored world.
@DomainService
public final class LoadWorld {
    private final AuthoredTerritory.Source source;
    private final World world;
    private final Transactions transactions;
    private final Clock clock;
    private volatile boolean loaded;

    public LoadWorld(AuthoredTerritory.Source source, World world, Transactions transactions, Clock clock) {
        this.source = source;
        this.world = world;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Mono<World.Loaded> load() {
        return Mono.defer(() -> transactions.inTransaction(world.load(source.territories(), clock.instant())))
                .doOnNext(_ -> loaded = true);
    }

    /// Whether it was loaded since the start. Before that there may be no land, or land as it was.
    public boolean isLoaded() {
        return loaded;
    }
}
