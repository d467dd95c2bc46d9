package dev.warfront.audit.stream;

import static dev.warfront.audit.TestAudit.PATIENCE;
import static dev.warfront.audit.TestAudit.anyAdmin;
import static dev.warfront.audit.TestAudit.anyEntry;
import static dev.warfront.audit.TestAudit.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static reactor.core.publisher.Sinks.EmitFailureHandler.FAIL_FAST;

import dev.warfront.audit.AuditChain;
import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.AuditPorts;
import dev.warfront.audit.ChainEntries;
import dev.warfront.audit.ChainHead;
import dev.warfront.audit.Target;
import dev.warfront.audit.postgres.AuditOnPostgres;
import dev.warfront.backends.ScratchDatabase;
import dev.warfront.kernel.DirectTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.health.contributor.Status;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/// The chaining of a log that grows, on the real PostgreSQL.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("chain of the scratch database") // its own tests run one after the other
class AuditChainerTest {
    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final AuditPorts PORTS = AuditOnPostgres.ports(DATABASE.connections());

    private final MeterRegistry metrics = new SimpleMeterRegistry();

    @AfterAll
    static void forget() {
        DATABASE.close();
    }

    @Test
    void givenALogThatGrows_itIsChained_andGoesOnSoBehindAnotherOwner() {
        var before = seq();
        var first = start(AuditOnPostgres.ports(DATABASE.connections()));
        PORTS.append(anyEntry(), anyEntry());
        awaitSeq(before + 2);
        first.dispose();

        PORTS.append(anyEntry()); // while nobody chains
        var second = start(AuditOnPostgres.ports(DATABASE.connections()));
        awaitSeq(before + 3);
        second.dispose();
    }

    @Test
    void givenTwoAtOnce_theChainIsOne() {
        var before = seq();
        var one = start(AuditOnPostgres.ports(DATABASE.connections()));
        var other = start(AuditOnPostgres.ports(DATABASE.connections()));

        for (var i = 0; i < 20; i++) {
            PORTS.append(anyEntry());
        }
        awaitSeq(before + 20);
        one.dispose();
        other.dispose();

        assertThat(DATABASE.query("select chain_seq from audit_entry where prev_hash <> coalesce((select p.hash from"
                        + " audit_entry p where p.chain_seq = audit_entry.chain_seq - 1),"
                        + " decode(repeat('00', 32), 'hex'))"))
                .isEmpty();
    }

    @Test
    void givenMoreThanARound_allOfItIsChainedInOneLook() {
        var before = seq();
        DATABASE.execute("insert into audit_entry select gen_random_uuid(), now(), gen_random_uuid(), '{ADMIN}',"
                + " 'auth.login', '', '', '', '' from generate_series(1, 1100)");

        var chainer = start(PORTS);
        awaitSeq(before + 1_100);
        chainer.dispose();
    }

    @Test
    void givenEntriesThatWaitForLong_healthAndTheMetricShowIt() {
        var late = new AuditChainer(new Waiting(Duration.ofSeconds(11)), entries(), metrics);
        late.run().subscribe().dispose();

        assertThat(late.health().getStatus()).isEqualTo(new Status("DEGRADED"));
        assertThat(metrics.get("war.audit.lag").gauge().value()).isEqualTo(11.0);
    }

    @Test
    void givenEntriesThatWaitAMoment_healthIsUp() {
        var chainer = new AuditChainer(new Waiting(Duration.ofSeconds(10)), entries(), metrics);
        chainer.run().subscribe().dispose();

        assertThat(chainer.health().getStatus()).isEqualTo(Status.UP);
    }

    /// Whoever holds the head keeps every node from chaining.
    @Test
    void givenSomebodyWhoHoldsTheHead_healthAndTheMetricShowIt_untilItIsLetGo() {
        var before = seq();
        var held = Sinks.<ChainHead>one();
        var keeper = PORTS.chain()
                .lockHead()
                .doOnNext(head -> held.emitValue(head, FAIL_FAST))
                .then(Mono.never())
                .as(PORTS.transactions()::inTransaction)
                .subscribe();
        held.asMono().block(PATIENCE);
        PORTS.append(entry(anyAdmin(), "battles.abort", Target.NONE, LONG_AGO));
        var chainer = new AuditChainer(PORTS.chain(), new ChainEntries(PORTS.chain(), PORTS.transactions()), metrics);
        var running = chainer.run().subscribe();

        awaitHealth(chainer, new Status("DEGRADED"));
        assertThat(metrics.get("war.audit.lag").gauge().value()).isGreaterThan((double) ChainEntries.LATE.toSeconds());
        assertThat(PORTS.run(PORTS.chain().head()).seq()).isEqualTo(before);

        keeper.dispose();
        awaitSeq(before + 1);
        awaitHealth(chainer, Status.UP);
        running.dispose();
    }

    private static void awaitHealth(AuditChainer chainer, Status status) {
        Mono.fromSupplier(() -> chainer.health().getStatus())
                .filter(status::equals)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(20)))
                .as(StepVerifier::create)
                .expectNext(status)
                .expectComplete()
                .verify(PATIENCE);
    }

    private static ChainEntries entries() {
        return new ChainEntries(new Waiting(Duration.ZERO), new DirectTransactions());
    }

    private Disposable start(AuditPorts ports) {
        var entries = new ChainEntries(ports.chain(), ports.transactions());
        return new AuditChainer(ports.chain(), entries, new SimpleMeterRegistry())
                .run()
                .subscribe();
    }

    private static long seq() {
        PORTS.chainAll();
        return PORTS.run(PORTS.chain().head()).seq();
    }

    private static void awaitSeq(long seq) {
        PORTS.chain()
                .head()
                .repeatWhen(again -> again.delayElements(Duration.ofMillis(20)))
                .map(ChainHead::seq)
                .filter(found -> found == seq)
                .next()
                .as(StepVerifier::create)
                .expectNext(seq)
                .expectComplete()
                .verify(PATIENCE);
    }

    /// Somebody else has the head, and does nothing with it.
    private record Waiting(Duration age) implements AuditChain {
        @Override
        public Mono<ChainHead> head() {
            return Mono.just(ChainHead.START);
        }

        @Override
        public Mono<ChainHead> lockHead() {
            return Mono.empty();
        }

        @Override
        public Mono<List<AuditEntry>> unchained(int max) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<Void> add(ChainHead before, List<Linked> links) {
            return Mono.empty();
        }

        @Override
        public Mono<Duration> oldestUnchained() {
            return Mono.just(age);
        }
    }
}
