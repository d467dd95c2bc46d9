package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What is begun on a connection, and what comes too late.
class LeaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final List<String> begun = new ArrayList<>();
    private final Lease lease = new Lease();

    @BeforeEach
    void givenAConnection() {
        lease.arrived();
    }

    @Test
    void givenATransaction_itsStepsAreBegunInTheirOrder() {
        done(lease.begin(step("begin")));
        done(lease.statement(step("insert")).then());
        done(lease.commit(step("commit")));
        done(lease.giveBack(step("close")));

        assertThat(begun).containsExactly("begin", "insert", "commit", "close");
    }

    @Test
    void givenATransactionThatIsBeingEnded_noStatementIsBegun() {
        done(lease.begin(step("begin")));
        done(lease.end(step("rollback")));

        neverAnswers(lease.statement(step("insert")).then());

        assertThat(begun).containsExactly("begin", "rollback");
    }

    @Test
    void givenATransactionThatIsBeingRolledBack_nobodyHearsThatItWasCommitted() {
        done(lease.begin(step("begin")));
        done(lease.end(step("rollback")));

        neverAnswers(lease.commit(step("commit")));

        assertThat(begun).containsExactly("begin", "rollback");
    }

    @Test
    void givenATransactionThatNobodyEnds_itIsAbandoned_andNothingIsBegunBehindIt() {
        done(lease.begin(step("begin")));
        done(lease.abandon(step("rollback"), step("close")));

        neverAnswers(lease.statement(step("insert")).then());
        neverAnswers(lease.commit(step("commit")));
        done(lease.end(step("rollback")));
        done(lease.giveBack(step("close")));

        assertThat(begun).containsExactly("begin", "rollback", "close");
    }

    @Test
    void givenATransactionThatIsBeingEnded_itIsNotAbandoned() {
        done(lease.begin(step("begin")));
        done(lease.commit(step("commit")));
        done(lease.abandon(step("rollback"), step("close")));
        done(lease.giveBack(step("close")));

        assertThat(begun).containsExactly("begin", "commit", "close");
    }

    @Test
    void givenAnotherTransactionOnTheSameConnection_itsStatementsAreBegun() {
        done(lease.begin(step("begin")));
        done(lease.commit(step("commit")));
        done(lease.begin(step("begin again")));
        done(lease.statement(step("insert")).then());

        assertThat(begun).containsExactly("begin", "commit", "begin again", "insert");
    }

    @Test
    void givenAConnectionThatThePoolTookBack_nothingIsBegun_norIsItGivenBackTwice() {
        lease.cancelled();

        neverAnswers(lease.begin(step("begin")));
        done(lease.end(step("rollback")));
        done(lease.giveBack(step("close")));
        done(lease.abandon(step("rollback"), step("close")));

        assertThat(begun).isEmpty();
    }

    @Test
    void givenAConnectionThatComesAlthoughItsTakerHasGoneAway_itIsOnlyGivenBack_once() {
        var unwanted = new Lease();
        unwanted.cancelled();
        unwanted.arrived();

        neverAnswers(unwanted.begin(step("begin")));
        neverAnswers(unwanted.statement(step("insert")).then());
        done(unwanted.end(step("rollback")));
        done(unwanted.giveBack(step("close")));
        done(unwanted.abandon(step("rollback"), step("close")));

        assertThat(begun).containsExactly("close");
    }

    @Test
    void givenAConnectionThatComesAlthoughItsTransactionIsAbandoned_itIsOnlyGivenBack_once() {
        var unwanted = new Lease();
        unwanted.cancelled();
        unwanted.arrived();

        done(unwanted.abandon(step("rollback"), step("close")));
        done(unwanted.giveBack(step("close")));

        assertThat(begun).containsExactly("close");
    }

    private Mono<Void> step(String name) {
        return Mono.fromRunnable(() -> begun.add(name));
    }

    private static void neverAnswers(Mono<Void> step) {
        step.as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(MOMENT)
                .thenCancel()
                .verify(PATIENCE);
    }

    private static void done(Mono<Void> step) {
        step.as(StepVerifier::create).expectComplete().verify(PATIENCE);
    }
}
