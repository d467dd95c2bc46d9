package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Unavailable;
import dev.warfront.kernel.postgres.TwoPools;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class HealthConfigurationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void givenRequestsThatHoldAllTheirConnections_postgresIsUpAllTheSame() {
        var real = TestDatabase.get().client().getConnectionFactory();
        var database = DatabaseClient.create(new TwoPools(new UsedUp(real.getMetadata()), real));

        StepVerifier.create(new HealthConfiguration().postgres(database).health())
                .assertNext(health -> assertThat(health.getStatus()).isEqualTo(Status.UP))
                .expectComplete()
                .verify(PATIENCE);
    }

    private record UsedUp(ConnectionFactoryMetadata metadata) implements ConnectionFactory {
        @Override
        public Mono<Connection> create() {
            return Mono.error(new Unavailable("no connection is left"));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return metadata;
        }
    }
}
