package dev.warfront.war.postgres;

import dev.warfront.kernel.postgres.RowCountGauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/// How many wars are ACTIVE, and how many players fight in them.
@Configuration(proxyBeanMethods = false)
class WarCensus {
    private static final String ACTIVE = "select count(*) from clan_wars where status = 'ACTIVE'";
    private static final String PARTICIPANTS = """
            select count(*) from clan_war_participants p join clan_wars w on w.id = p.war_id
            where w.status = 'ACTIVE' and p.status = 'ACTIVE' and p.place""";

    @Bean
    RowCountGauge activeWars(DatabaseClient database, MeterRegistry metrics) {
        return new RowCountGauge("war_active_wars", ACTIVE, database, metrics);
    }

    @Bean
    RowCountGauge participants(DatabaseClient database, MeterRegistry metrics) {
        return new RowCountGauge("war_participants", PARTICIPANTS, database, metrics);
    }
}
