package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.SpringTransactions;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/// Records name whatever servers their senders invent: who is none costs no query.
class InventedServersTest {
    private static final int INVENTED = 2_000;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ConnectionFactory measured = TestDatabase.get().guardedPool(KernelOnPostgres.DEADLINE, metrics);
    private final IdentityOnPostgres store = new IdentityOnPostgres(
            DatabaseClient.create(measured), new SpringTransactions(new R2dbcTransactionManager(measured)));

    private long queries() {
        return metrics.find("war.db.query.latency").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void givenManyInventedServers_noneIsLookedUpByItself() {
        var before = queries();

        var found = Flux.fromStream(IntStream.range(0, INVENTED).mapToObj(_ -> UUID.randomUUID()))
                .concatMap(store.servers::keyOf)
                .count()
                .block(PATIENCE);

        assertThat(found).isZero();
        // the last one may be measured a moment after its answer
        assertThat(queries() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void givenAServerThatIsRegisteredNow_itIsKnownHereAtOnce_andWithinASecondElsewhere() {
        var elsewhere = store.serversOfAnotherNode();
        elsewhere.keyOf(UUID.randomUUID()).block(PATIENCE);
        store.servers.keyOf(UUID.randomUUID()).block(PATIENCE);

        var created =
                done(store.game().newServer("s" + UUID.randomUUID().toString().substring(24)));

        var id = created.server().id().value();
        var key = HexFormat.of().parseHex(created.signingKey());
        assertThat(store.servers.keyOf(id).block(PATIENCE)).isEqualTo(key);
        assertThat(elsewhere.keyOf(id).block(PATIENCE)).isNull();
        store.clock.advance(Duration.ofSeconds(1));
        assertThat(elsewhere.keyOf(id).block(PATIENCE)).isEqualTo(key);
    }
}
