package dev.warfront.territory.yaml;

import dev.warfront.territory.LoadWorld;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The program is not ready before its world is there.
@Component
final class WorldHealthIndicator implements ReactiveHealthIndicator {
    private final LoadWorld world;

    WorldHealthIndicator(LoadWorld world) {
        this.world = world;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> (world.isLoaded() ? Health.up() : Health.outOfService()).build());
    }
}
