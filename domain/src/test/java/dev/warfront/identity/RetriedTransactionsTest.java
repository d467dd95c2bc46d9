package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.TestIdentity.CountedSecrets;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.TransactionConflict;
import dev.warfront.kernel.Transactions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Commands of identity whose transactions have to give way to others.
class RetriedTransactionsTest {
    private static final MutableClock CLOCK = new MutableClock(NOW);

    private final GivingWay transactions = new GivingWay();
    private final IdentityGame identity =
            new IdentityGame(IdentityPorts.inMemory(transactions, CLOCK), new CountedSecrets(), CLOCK);

    @Test
    void givenTransactionsThatGiveWayThreeTimes_eachCommandIsDone() {
        var login = new LoginName("anna");

        transactions.times.set(3);
        done(identity.register.register(login, PASSWORD, "Anna"));
        transactions.times.set(3);
        var first = done(identity.logIn.logIn("anna", PASSWORD, "192.0.2.1"));
        transactions.times.set(3);
        var second = done(identity.renewed(first.refreshToken()));
        transactions.times.set(3);
        assertThat(done(identity.logOut.logOut(second.refreshToken()))).isTrue();
    }

    @Test
    void givenATransactionThatAlwaysGivesWay_theCommandFails() {
        transactions.times.set(4);

        identity.register
                .register(new LoginName("anna"), PASSWORD, "Anna")
                .as(StepVerifier::create)
                .expectError(TransactionConflict.class)
                .verify(PATIENCE);
    }

    /// So many times before any work is done.
    private static final class GivingWay implements Transactions {
        private final AtomicInteger times = new AtomicInteger();

        @Override
        public <T> Mono<T> inTransaction(Mono<T> work) {
            return Mono.defer(() -> times.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? Mono.error(new TransactionConflict(new IllegalStateException("deadlock")))
                    : work);
        }
    }
}
