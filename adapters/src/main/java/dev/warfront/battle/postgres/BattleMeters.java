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
        var terms = battle.terms();
        metrics.counter(
                        "war_battles",
                        "type",
                        terms.type().name(),
                        "end_reason",
                        battle.reason().name())
                .increment();
        if (battle.captured()) {
            metrics.counter("war_territory_captures", "type", terms.land().name())
                    .increment();
        }
    }
}
