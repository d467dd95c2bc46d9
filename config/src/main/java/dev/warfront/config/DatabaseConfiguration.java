package dev.warfront.config;

import dev.warfront.kernel.ClockRules;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.postgres.DatabaseClock;
import dev.warfront.kernel.postgres.GuardedConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/// The seam under all SQL, and the database's clock.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /// Around the pool, whose bean everything else takes. The providers wait until there is a pool to wrap.
    @Bean
    static BeanPostProcessor guardedConnections(
            ObjectProvider<Deadline> deadline, ObjectProvider<MeterRegistry> metrics) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ConnectionFactory connections
                        ? new GuardedConnections(connections, deadline.getObject(), metrics.getObject())
                        : bean;
            }
        };
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer statementsEndedByServer(Deadline deadline) {
        return options -> GuardedConnections.endedByServer(options, deadline);
    }

    @Bean
    DatabaseClock databaseClock(DatabaseClient database, ClockRules rules) {
        return new DatabaseClock(database, Clock.systemUTC(), rules);
    }
}
