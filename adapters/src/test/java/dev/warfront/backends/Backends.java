package dev.warfront.backends;

import static java.util.Objects.requireNonNull;

import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Gives a Spring Boot program the embedded servers, as connection details, so that nothing else knows which kind it
/// talks to. A configured address switches to that server instead, each on its own.
@TestConfiguration(proxyBeanMethods = false)
public class Backends {

    /// What is destroyed after everything that is connected.
    @Bean(destroyMethod = "close")
    EmbeddedServers.Lease embeddedServers(Environment environment) {
        return EmbeddedServers.shared()
                .lease(
                        isEmbedded(environment, WithoutPostgres.ADDRESSES),
                        isEmbedded(environment, WithoutRedis.ADDRESSES),
                        isEmbedded(environment, WithoutKafka.ADDRESSES));
    }

    /// Begins to start the embedded servers that a program with this environment will ask for,
    /// beside what it does until then. Those that do not start are reported when they are asked
    /// for.
    public static void startAhead(Environment environment) {
        EmbeddedServers.shared()
                .startAhead(
                        isEmbedded(environment, WithoutPostgres.ADDRESSES),
                        isEmbedded(environment, WithoutRedis.ADDRESSES),
                        isEmbedded(environment, WithoutKafka.ADDRESSES));
    }

    @Bean
    @Conditional(WithoutPostgres.class)
    R2dbcConnectionDetails embeddedR2dbc(EmbeddedServers.Lease lease) {
        return () -> ConnectionFactoryOptions.parse(lease.servers().postgres().r2dbcUrl());
    }

    @Bean
    @Conditional(WithoutPostgres.class)
    FlywayConnectionDetails embeddedFlyway(EmbeddedServers.Lease lease) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return PostgresServer.USER;
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return lease.servers().postgres().jdbcUrl();
            }
        };
    }

    /// Flyway is configured only where there is some JDBC, or an address of its own.
    @Bean
    @Conditional(WithoutPostgres.class)
    JdbcConnectionDetails embeddedJdbc(FlywayConnectionDetails flyway) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return PostgresServer.USER;
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return requireNonNull(flyway.getJdbcUrl());
            }
        };
    }

    @Bean
    @Conditional(WithoutRedis.class)
    DataRedisConnectionDetails embeddedRedis(EmbeddedServers.Lease lease) {
        return new DataRedisConnectionDetails() {
            @Override
            public Standalone getStandalone() {
                return Standalone.of(BackendServer.HOST, lease.servers().redis().port());
            }
        };
    }

    @Bean
    @Conditional(WithoutKafka.class)
    KafkaConnectionDetails embeddedKafka(EmbeddedServers.Lease lease) {
        return () -> List.of(lease.servers().kafka().bootstrapServers());
    }

    private static boolean isEmbedded(Environment environment, List<String> addresses) {
        var binder = Binder.get(environment);
        return addresses.stream()
                .noneMatch(address ->
                        binder.bind(address, Bindable.listOf(String.class)).isBound());
    }

    private static final class WithoutPostgres implements Condition {
        static final List<String> ADDRESSES = List.of("spring.r2dbc.url");

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isEmbedded(context.getEnvironment(), ADDRESSES);
        }
    }

    private static final class WithoutRedis implements Condition {
        static final List<String> ADDRESSES = List.of(
                "spring.data.redis.url",
                "spring.data.redis.host",
                "spring.data.redis.cluster.nodes",
                "spring.data.redis.sentinel.nodes");

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isEmbedded(context.getEnvironment(), ADDRESSES);
        }
    }

    private static final class WithoutKafka implements Condition {
        static final List<String> ADDRESSES = List.of("spring.kafka.bootstrap-servers");

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isEmbedded(context.getEnvironment(), ADDRESSES);
        }
    }
}
