package dev.warfront.config;

import dev.warfront.kernel.ClockRules;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.postgres.DatabaseClock;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/// The database's clock, and migrations on the same database that everything else uses.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DatabaseClock databaseClock(DatabaseClient database, ClockRules rules, Deadline deadline) {
        return new DatabaseClock(database, Clock.systemUTC(), rules, deadline);
    }
}
