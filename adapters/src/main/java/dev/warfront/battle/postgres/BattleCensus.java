package dev.warfront.battle.postgres;

import dev.warfront.kernel.postgres.RowCountGauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/// How many battles are ACTIVE.
@Configuration(proxyBeanMethods = false)
class BattleCensus {
    private static final String ACTIVE = "select count(*) from clan_war_battles where status = 'ACTIVE'";

    @Bean
    RowCountGauge activeBattles(DatabaseClient database, MeterRegistry metrics) {
        return new RowCountGauge("war_active_battles", ACTIVE, database, metrics);
    }
}
