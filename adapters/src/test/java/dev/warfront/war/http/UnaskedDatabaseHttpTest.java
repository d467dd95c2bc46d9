package dev.warfront.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.war.TestWars;
import dev.warfront.war.postgres.WarWorld;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.publisher.Mono;

/// A node that only reads: whoever asks again for what it remembers takes no connection, and so makes no statement.
class UnaskedDatabaseHttpTest extends WarsOverHttp {
    private final Counted connections = new Counted(TestDatabase.get().connections(), new AtomicInteger());
    private final WarWorld readers = new WarWorld(DatabaseClient.create(connections), TestWars.SECTIONS);
    private final HttpServer node = HttpServer.of(readers.controllers());

    @AfterEach
    void closeNode() {
        node.close();
        readers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/phase", "/scores", "/stats"})
    void givenARememberedWar_whoAsksAgainMakesNoStatement_untilItIsTooOld(String part) {
        var path = WARS + "/" + declared(world.land(defender)) + part;
        var eTag =
                Objects.requireNonNull(answer(path, "none").getResponseHeaders().getETag());
        var asked = connections.taken().get();
        assertThat(asked).isPositive();

        assertAnswers(200, path, "\"other\"");
        assertAnswers(304, path, eTag);
        // more than one tag is compared by the route
        assertAnswers(200, path, "\"other\", \"another\"");
        assertAnswers(304, path, "\"other\", " + eTag);
        assertThat(connections.taken()).hasValue(asked);

        readers.clock.advance(Duration.ofSeconds(1));
        assertAnswers(304, path, eTag);
        assertThat(connections.taken()).hasValueGreaterThan(asked);
    }

    private void assertAnswers(int status, String path, String known) {
        assertThat(answer(path, known).getStatus().value()).isEqualTo(status);
    }

    private EntityExchangeResult<byte[]> answer(String path, String known) {
        return node.client()
                .get()
                .uri(API + path)
                .header("If-None-Match", known)
                .exchange()
                .expectBody()
                .returnResult();
    }

    /// @param taken connections, each for one statement
    private record Counted(ConnectionFactory behind, AtomicInteger taken) implements ConnectionFactory {
        @Override
        public Mono<? extends Connection> create() {
            return Mono.from(behind.create()).doOnSubscribe(_ -> taken.incrementAndGet());
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return behind.getMetadata();
        }
    }
}
