package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.RULES;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.SigningKeys;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.identity.jwt.TokenKeyStore.StoredKey;
import dev.warfront.kernel.crypto.Sealer;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/// The key that seals is changed while the program runs. What is sealed anew here is rolled back: other tests read it
/// too.
class ChangedKeysTest {
    private static final String NEW_KEY = TestSealer.randomKey();
    private static final Sealer AHEAD = Sealer.of(NEW_KEY, List.of(TestSealer.KEY));
    private static final Sealer BEHIND = Sealer.of(TestSealer.KEY, List.of(NEW_KEY));
    private static final Sealer ALONE = Sealer.of(NEW_KEY);

    private final DatabaseClient db = KernelOnPostgres.database();
    private final IdentityOnPostgres store = new IdentityOnPostgres();

    @Test
    void givenANewKey_whatTheFormerOneSealedIsRead_andSealedAnewInBatches_untilTheFormerOneMayGo() {
        var server =
                done(store.game().newServer("s" + UUID.randomUUID().toString().substring(0, 20)));
        var id = server.server().id().value();
        var key = HexFormat.of().parseHex(server.signingKey());
        done(store.game().exchangeKey.exchange(server.server().id(), 1));
        var sealed = new SealedKeys(db, AHEAD);

        rolledBack(tokenKey("former", TestSealer.SEALER)
                .then(servers(AHEAD).keyOf(id).doOnNext(read -> assertThat(read).isEqualTo(key)))
                .then(servers(AHEAD).keyOf(SigningKeys.PROGRAM))
                .flatMap(program -> sealed.reseal(1)
                        .doOnNext(done -> assertThat(done).isOne())
                        .then(sealed.ofOtherKeys())
                        .doOnNext(left -> assertThat(left).isPositive())
                        .then(sealed.reseal(100)
                                .repeat(99)
                                .takeUntil(done -> done < 100)
                                .then())
                        .then(sealed.ofOtherKeys())
                        .doOnNext(left -> assertThat(left).isZero())
                        .then(servers(ALONE).acceptedOf(id))
                        .doOnNext(read -> assertThat(read).hasSize(2).last().isEqualTo(key))
                        .then(servers(ALONE).keyOf(SigningKeys.PROGRAM))
                        .doOnNext(read -> assertThat(read).isEqualTo(program)))
                .then(new PostgresTokenKeyStore(db, ALONE).all())
                .doOnNext(all -> assertThat(all).extracting(StoredKey::jwk).contains("jwk of former"))
                .then());
    }

    @Test
    void givenAKeyThatANodeDoesNotHave_itReadsNothingThatWasSealedByIt() {
        var server =
                done(store.game().newServer("s" + UUID.randomUUID().toString().substring(0, 20)));
        var id = server.server().id().value();

        assertThatIllegalStateException()
                .isThrownBy(() -> run(servers(ALONE).keyOf(id)))
                .withMessageContaining("another encryption key");
    }

    @Test
    void givenNodesThatAreNotYetAlike_aRepeatedRefreshIsAnsweredAlike() {
        var name = anyLogin();
        done(store.game().register.register(new LoginName(name), PASSWORD, "Anna"));
        var ahead = node(AHEAD);
        var behind = node(BEHIND);
        var first = done(ahead.logIn.logIn(name, PASSWORD, "192.0.2.1")).refreshToken();

        var second = done(ahead.renewed(first)).refreshToken();
        assertThat(done(behind.renewed(first)).refreshToken()).isEqualTo(second);
        var third = done(behind.renewed(second)).refreshToken();
        assertThat(done(ahead.renewed(second)).refreshToken()).isEqualTo(third);
        done(ahead.renewed(third));
    }

    private Mono<Void> tokenKey(String id, Sealer sealer) {
        return new PostgresTokenKeyStore(db, sealer).add(new StoredKey(id, "jwk of " + id, NOW));
    }

    private PostgresGameServers servers(Sealer sealer) {
        return new PostgresGameServers(
                db, sealer, new DerivedSecrets(sealer), store.clock, Ticker.systemTicker(), RULES);
    }

    private IdentityGame node(Sealer sealer) {
        return new IdentityGame(store.ports(), new DerivedSecrets(sealer), store.clock, Neighbours.quiet());
    }

    /// What others store meanwhile is not seen.
    private void rolledBack(Mono<Void> work) {
        var alone = new DefaultTransactionDefinition();
        alone.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        TransactionalOperator.create(new R2dbcTransactionManager(db.getConnectionFactory()), alone)
                .execute(transaction -> {
                    transaction.setRollbackOnly();
                    return work;
                })
                .blockLast(PATIENCE);
    }
}
