package dev.warfront.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.BackgroundWork;
import dev.warfront.kernel.ClockRules;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Unavailable;
import dev.warfront.kernel.postgres.DatabaseSettings;
import dev.warfront.kernel.postgres.GuardedConnections;
import dev.warfront.kernel.postgres.SettledConnections;
import dev.warfront.kernel.postgres.TwoPools;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DatabaseConfigurationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(R2dbcAutoConfiguration.class, R2dbcTransactionManagerAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class)
            .withPropertyValues(
                    "spring.r2dbc.url=" + TestDatabase.get().server().r2dbcUrl())
            .withBean(Deadline.class, () -> new Deadline(Duration.ofMillis(1_234)))
            .withBean(ClockRules.class, () -> new ClockRules(Duration.ofMillis(250)))
            .withBean(DatabaseSettings.class, () -> new DatabaseSettings(2))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void everyStatementOfTheProgramIsGuarded() {
        program.run(context -> {
            var connections = context.getBean(ConnectionFactory.class);

            assertThat(connections).isInstanceOf(GuardedConnections.class);
            assertThat(((GuardedConnections) connections).unwrap()).isInstanceOf(TwoPools.class);
            assertThat(context.getBean(DatabaseClient.class).getConnectionFactory())
                    .isSameAs(connections);
            assertThat(context.getBean(R2dbcTransactionManager.class).getConnectionFactory())
                    .isSameAs(connections);
        });
    }

    @Test
    void connectionsOfBothPoolsAreSettled() {
        program.run(context -> assertThat(
                        List.of(context.getBean(ConnectionFactory.class), context.getBean(ConnectionPool.class)))
                .allMatch(DatabaseConfigurationTest::settled));
    }

    private static boolean settled(Object connections) {
        return connections instanceof SettledConnections
                || (connections instanceof Wrapped<?> around && settled(requireNonNull(around.unwrap())));
    }

    @Test
    void givenRequestsThatHoldAllTheirConnections_theProgramsOwnWorkGetsOne_andTheOtherWayRound() {
        program.withPropertyValues(
                        "spring.r2dbc.pool.initial-size=1",
                        "spring.r2dbc.pool.max-size=1",
                        "spring.r2dbc.pool.max-acquire-time=200ms")
                .run(context -> {
                    var connections = context.getBean(ConnectionFactory.class);
                    var request = Mono.from(connections.create());
                    var work = Mono.from(connections.create()).contextWrite(BackgroundWork::mark);

                    var held = request.block(PATIENCE);
                    StepVerifier.create(request).expectError(Unavailable.class).verify(PATIENCE);
                    var working = List.of(requireNonNull(work.block(PATIENCE)), requireNonNull(work.block(PATIENCE)));
                    StepVerifier.create(work).expectError(Unavailable.class).verify(PATIENCE);
                    close(requireNonNull(held));
                    close(requireNonNull(request.block(PATIENCE)));
                    working.forEach(DatabaseConfigurationTest::close);
                });
    }

    private static void close(Connection connection) {
        Mono.from(connection.close()).block(PATIENCE);
    }

    @Test
    void theServerEndsStatementsAtTheDeadline() {
        program.run(context -> assertThat(context.getBean(DatabaseClient.class)
                        .sql("show statement_timeout")
                        .mapValue(String.class)
                        .one()
                        .block(PATIENCE))
                .isEqualTo("1234ms"));
    }
}
