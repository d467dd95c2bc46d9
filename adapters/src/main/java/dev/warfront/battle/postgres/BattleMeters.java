package dev.warfront.battle.postgres;

import dev.warfront.battle.Battle;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts battles that end, and the captures among them.
@Component
final class BattleMeters {
    private final MeterRegistry registry;

    BattleMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void ended(Battle.Ended battle) {
        var site = battle.site();
        registry.counter(
                        "war_battles",
                        "type",
                        site.type().name(),
                        "end_reason",
                        battle.reason().name())
                .increment();
        if (battle.captured()) {
            registry.counter("war_territory_captures", "type", site.land().name())
                    .increment();
        }
    }
}
