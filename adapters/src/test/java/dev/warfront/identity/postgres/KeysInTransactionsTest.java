package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.RULES;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.Presence;
import dev.warfront.identity.SigningKeys;
import dev.warfront.identity.jwt.JwtAccessTokens;
import dev.warfront.identity.jwt.KeyRing;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.postgres.SpringTransactions;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// As many transactions at once as there are connections, each of which needs a key that nobody has read yet: none may
/// wait for another connection.
class KeysInTransactionsTest {
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ACQUIRE_MAX = Duration.ofSeconds(10);

    private final ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                    ConnectionFactories.get(TestDatabase.get().server().r2dbcUrl()))
            .maxSize(CONNECTIONS)
            .maxAcquireTime(ACQUIRE_MAX)
            .build());
    private final DatabaseClient db = DatabaseClient.create(pool);
    private final Transactions transactions = new SpringTransactions(new R2dbcTransactionManager(pool));
    private final IdentityOnPostgres store = new IdentityOnPostgres(db, transactions);

    @AfterEach
    void close() {
        pool.dispose();
    }

    @Test
    void givenEveryConnectionInATransaction_theKeyOfTheProgramIsReadInEach() {
        var keys = atOnce(db.sql("select pg_sleep(0.2)::text")
                .then()
                .then(store.servers.keyOf(SigningKeys.PROGRAM))
                .as(transactions::inTransaction));

        assertThat(keys).hasSize(CONNECTIONS).allSatisfy(key -> assertThat(key).isEqualTo(keys.getFirst()));
    }

    @Test
    void givenAsManyLoginsAsConnections_eachGetsItsTokens() {
        var keys = new KeyRing(
                new PostgresTokenKeyStore(db, TestSealer.SEALER),
                RULES,
                transactions,
                UUID::randomUUID,
                store.clock,
                new ClockTicker(store.clock));
        Presence slow = (_, _) -> db.sql("select pg_sleep(0.2)::text").then();
        var identity = store.game(Neighbours.quiet().with(slow).with(new JwtAccessTokens(keys, RULES)));
        var login = new LoginName(anyLogin());
        identity.register.register(login, PASSWORD, "Anna").block(PATIENCE);

        var results = atOnce(identity.logIn.logIn(login.text(), PASSWORD, "192.0.2.1"));

        assertThat(results).hasSize(CONNECTIONS).hasOnlyElementsOfType(Result.Done.class);
    }

    private static <T> List<T> atOnce(Mono<T> work) {
        return Objects.requireNonNull(
                Flux.merge(IntStream.range(0, CONNECTIONS).mapToObj(_ -> work).toList())
                        .collectList()
                        .block(PATIENCE));
    }
}
