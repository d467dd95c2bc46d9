package dev.warfront.identity.http;

import dev.warfront.backends.TestDatabase;
import dev.warfront.backends.Wire;
import dev.warfront.identity.Account;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.postgres.PostgresAccounts;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.kernel.postgres.GuardedConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;

/// The program while the wire to its PostgreSQL is cut.
class LostDatabaseHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.get();
    private final Wire wire = new Wire(database.server().port());
    private final ConnectionPool pool = pool();
    private final Account account = TestIdentity.player(TestIdentity.anyLogin());
    private final HttpServer server = HttpServer.of(new MeController(
            new PostgresAccounts(DatabaseClient.create(
                    new GuardedConnections(pool, new Deadline(Duration.ofSeconds(2)), new SimpleMeterRegistry()))),
            new IdentityProblems()));

    private ConnectionPool pool() {
        var address =
                database.server().r2dbcUrl().replace(":" + database.server().port(), ":" + wire.port());
        return new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(address))
                .maxSize(1)
                .build());
    }

    @BeforeEach
    void register() {
        new PostgresAccounts(database.client()).add(account, "$argon2id$none").block(PATIENCE);
    }

    @AfterEach
    void stop() {
        server.close();
        pool.disposeLater().onErrorResume(_ -> Mono.empty()).block(PATIENCE);
        wire.close();
    }

    @Test
    void givenAWireThatIsCut_whoAsksIsToldToAskAgain() {
        me().expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.login")
                .isEqualTo(account.login().text());

        wire.cut();

        me().expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("DEPENDENCY_UNAVAILABLE");
    }

    private ResponseSpec me() {
        return server.client()
                .get()
                .uri("/api/v1/me")
                .header(HttpServer.CALLER, account.id().value() + " PLAYER")
                .exchange();
    }
}
