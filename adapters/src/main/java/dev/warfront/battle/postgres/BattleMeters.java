package dev.warfront.battle.postgres;

import dev.warfront.battle.Battle;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts battles that end, and the captures among them.
@Component
final class BattleMeters {
    private final MeterRegistry metrics;

    BattleMeters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void ended(Battle.Ended battle) {
        var site = battle.site();
        metrics.counter(
                        "war_battles",
                        "type",
                        site.type().name(),
                        "end_reason",
                        battle.reason().name())
                .increment();
        if (battle.captured()) {
            metrics.counter("war_territory_captures", "type", site.land().name())
                    .increment();
        }
    }
}
