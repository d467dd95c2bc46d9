package dev.warfront.score.kafka;

import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.SigningKeys;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.identity.postgres.PostgresGameServers;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.postgres.TwoPools;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Requests that hold all the connections there are for requests.
@ResourceLock("shared broker")
class BusyRequestsTest {
    private final ConnectionFactory own = TestDatabase.get().connections();
    private final ConnectionPool requests = new ConnectionPool(ConnectionPoolConfiguration.builder(
                    ConnectionFactories.get(TestDatabase.get().server().r2dbcUrl()))
            .maxSize(1)
            .maxAcquireTime(Duration.ofSeconds(1))
            .build());
    private final PipelineFixture pipelines = new PipelineFixture();

    @AfterEach
    void stop() {
        pipelines.stop();
        requests.dispose();
    }

    @Test
    void givenRequestsThatHoldAllTheirConnections_anEventIsDecodedAndCommitted() {
        var held = Objects.requireNonNull(requests.create().block(PipelineFixture.PATIENCE));
        pipelines.keys = keysOver(new TwoPools(requests, own));
        pipelines.owner();
        var war = pipelines.world.newWar();
        var marker = pipelines.codec.writeCutOff(UUID.randomUUID(), war, Instant.now());
        var key =
                Objects.requireNonNull(keysOver(own).keyOf(SigningKeys.PROGRAM).block(PipelineFixture.PATIENCE));

        pipelines.send(List.of(PipelineFixture.signed(war.value().toString(), marker, SigningKeys.PROGRAM, key)));

        assertThat(pipelines.closed(war)).isZero();
        Mono.from(held.close()).block(PipelineFixture.PATIENCE);
    }

    private static SigningKeys keysOver(ConnectionFactory connections) {
        return new PostgresGameServers(
                DatabaseClient.create(connections),
                TestSealer.SEALER,
                new DerivedSecrets(TestSealer.SEALER),
                Clock.systemUTC(),
                Ticker.systemTicker(),
                RULES);
    }
}
