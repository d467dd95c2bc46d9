package dev.warfront.config;

import dev.warfront.kernel.ClockRules;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.postgres.DatabaseClock;
import dev.warfront.kernel.postgres.DatabaseSettings;
import dev.warfront.kernel.postgres.GuardedConnections;
import dev.warfront.kernel.postgres.SettledConnections;
import dev.warfront.kernel.postgres.TwoPools;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/// The seam under all SQL, and the database's clock.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String RESERVED = "reservedConnections";

    /// Around both pools, whose bean everything else takes. The providers wait until there is a pool to wrap.
    @Bean
    static BeanPostProcessor guardedConnections(
            @Qualifier(RESERVED) ObjectProvider<ConnectionPool> reserved,
            ObjectProvider<Deadline> deadline,
            ObjectProvider<MeterRegistry> metrics) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ConnectionFactory requests && !name.equals(RESERVED)
                        ? new GuardedConnections(
                                new TwoPools(requests, reserved.getObject()), deadline.getObject(), metrics.getObject())
                        : bean;
            }
        };
    }

    /// The pool that flushes, timers and the relay take from. Like the pool for requests but for its size;
    /// nobody is given it by type.
    @Bean(name = RESERVED, defaultCandidate = false)
    ConnectionPool reservedConnections(
            R2dbcConnectionDetails server,
            R2dbcProperties properties,
            ObjectProvider<ConnectionFactoryOptionsBuilderCustomizer> customizers,
            ConnectionFactoryDecorator settled,
            DatabaseSettings settings) {
        var connections = ConnectionFactoryBuilder.withOptions(
                        server.getConnectionFactoryOptions().mutate())
                .configure(options -> customizers.orderedStream().forEach(each -> each.customize(options)))
                .decorator(settled)
                .build();
        var pool = ConnectionPoolConfiguration.builder(connections)
                .name(RESERVED)
                .initialSize(1)
                .maxSize(settings.reservedConnections())
                .acquireRetry(properties.getPool().getAcquireRetry());
        var map = PropertyMapper.get();
        map.from(properties.getPool().getMaxIdleTime()).to(pool::maxIdleTime);
        map.from(properties.getPool().getMaxAcquireTime()).to(pool::maxAcquireTime);
        map.from(properties.getPool().getMaxCreateConnectionTime()).to(pool::maxCreateConnectionTime);
        return new ConnectionPool(pool.build());
    }

    /// Below the pools.
    @Bean
    ConnectionFactoryDecorator settledConnections() {
        return SettledConnections::new;
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer driverOptions(Deadline deadline) {
        return options -> GuardedConnections.driverOptions(options, deadline);
    }

    @Bean
    DatabaseClock databaseClock(DatabaseClient database, ClockRules rules) {
        return new DatabaseClock(database, Clock.systemUTC(), rules);
    }
}
