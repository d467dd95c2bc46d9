package dev.warfront.audit.postgres;

import static dev.warfront.audit.TestAudit.PATIENCE;
import static dev.warfront.audit.TestAudit.anyEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.audit.AuditChain.Linked;
import dev.warfront.audit.AuditChainContract;
import dev.warfront.audit.AuditLogContract;
import dev.warfront.audit.AuditPorts;
import dev.warfront.audit.ChainEntries;
import dev.warfront.audit.ChainLink;
import dev.warfront.backends.ScratchDatabase;
import dev.warfront.kernel.postgres.Rows;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/// The audit log on the real PostgreSQL, in a database of its own: its chain is whole only where nobody else
/// writes.
class PostgresAuditTest implements AuditLogContract, AuditChainContract {
    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();
    private static final String REFUSED = "(?s).*(is refused: it is append-only|only moves on).*";
    private static final AuditPorts PORTS = AuditOnPostgres.ports(DATABASE.connections());

    @Override
    public AuditPorts ports() {
        return PORTS;
    }

    @AfterAll
    static void forget() {
        DATABASE.close();
    }

    @Test
    void givenNoTransaction_nothingIsAppended() {
        PORTS.log()
                .append(anyEntry())
                .as(StepVerifier::create)
                .expectError(NoTransactionException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenARollback_nothingIsLeft() {
        var entry = anyEntry();

        PORTS.log()
                .append(entry)
                .then(Mono.error(new IllegalStateException("after it")))
                .as(PORTS.transactions()::inTransaction)
                .as(StepVerifier::create)
                .expectErrorMessage("after it")
                .verify(PATIENCE);

        assertThat(DATABASE.query("select id from audit_entry where id = '" + entry.id() + "'"))
                .isEmpty();
    }

    /// The other one holds the head until its transaction ends; this one does not wait for it.
    @Test
    void givenThatAnotherChains_thisOneDoesNothing() {
        PORTS.append(anyEntry());

        var chained = PORTS.chain()
                .lockHead()
                .flatMap(_ -> Mono.fromCallable(() -> round(AuditOnPostgres.ports(DATABASE.connections())))
                        .subscribeOn(Schedulers.boundedElastic()))
                .as(PORTS.transactions()::inTransaction)
                .block(PATIENCE);

        assertThat(chained).isZero();
        assertThat(round(PORTS)).isPositive();
    }

    /// A node that is cut off from the database keeps the others from chaining for as long, not until TCP gives up.
    @Test
    void givenWhoHoldsTheHead_theDatabaseEndsItsConnectionWhenItFallsSilent() {
        var database = DATABASE.connections();
        var ports = AuditOnPostgres.ports(database);

        var silence = ports.chain()
                .lockHead()
                .then(DatabaseClient.create(database)
                        .sql("show idle_in_transaction_session_timeout")
                        .map(row -> Rows.required(row, "idle_in_transaction_session_timeout", String.class))
                        .one())
                .as(ports.transactions()::inTransaction)
                .block(PATIENCE);

        assertThat(silence).isEqualTo("10s");
    }

    /// An append takes no lock that the chaining waits for, nor the other way round.
    @Test
    void givenAnAppendThatHasNotCommitted_othersAreChainedMeanwhile() {
        PORTS.chainAll();
        var slow = anyEntry();
        var fast = anyEntry();

        var chained = PORTS.log()
                .append(slow)
                .then(Mono.fromCallable(() -> {
                            var others = AuditOnPostgres.ports(DATABASE.connections());
                            others.append(fast);
                            return round(others);
                        })
                        .subscribeOn(Schedulers.boundedElastic()))
                .as(PORTS.transactions()::inTransaction)
                .block(PATIENCE);

        assertThat(chained).isOne();
        assertThat(round(PORTS)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor_id = gen_random_uuid()",
                "update audit_entry set chain_seq = null, prev_hash = null, hash = null",
                "update audit_entry set chain_seq = chain_seq + 1000000",
                "update audit_entry set roles = array['PLAYER'] where chain_seq = 1",
                "delete from audit_entry",
                "delete from audit_entry where false",
                "truncate audit_entry",
                "update audit_chain set seq = seq - 1",
                "update audit_chain set hash = sha256('')",
                "delete from audit_chain",
                "truncate audit_chain",
                "insert into audit_chain (only_row, seq, hash) values (true, 0, sha256(''))",
                "insert into audit_entry select gen_random_uuid(), at, actor_id, roles, action, target_type, target_id,"
                        + " address, correlation_id, chain_seq + 1000000, prev_hash, hash from audit_entry limit 1"
            })
    void givenAChainedLog_nobodyChangesIt(String sql) {
        PORTS.append(anyEntry());
        PORTS.chainAll();
        var before = DATABASE.query("select * from audit_entry order by chain_seq");

        assertThatThrownBy(() -> DATABASE.execute(sql)).rootCause().hasMessageMatching(REFUSED);

        assertThat(DATABASE.query("select * from audit_entry order by chain_seq"))
                .isEqualTo(before);
    }

    /// While an entry gets its place, the rest of it stays as it is.
    @Test
    void givenAnEntryThatIsNotChained_onlyItsPlaceMayBeSet() {
        PORTS.chainAll();
        var entry = anyEntry();
        PORTS.append(entry);
        var link = ChainLink.of(PORTS.run(PORTS.chain().head()), entry);
        var place = "chain_seq = " + link.seq() + ", prev_hash = decode('" + link.previousHash() + "', 'hex'), hash = "
                + "decode('" + link.hash() + "', 'hex')";

        assertThatThrownBy(() -> DATABASE.execute(
                        "update audit_entry set action = 'auth.login', " + place + " where id = '" + entry.id() + "'"))
                .rootCause()
                .hasMessageMatching(REFUSED);
        PORTS.run(PORTS.chain()
                .add(PORTS.run(PORTS.chain().head()), List.of(new Linked(entry, link)))
                .then(Mono.just(true)));
        assertThat(DATABASE.query("select action from audit_entry where id = '" + entry.id() + "'"))
                .containsExactly("battles.abort");
    }

    private static int round(AuditPorts ports) {
        return Objects.requireNonNull(
                new ChainEntries(ports.chain(), ports.transactions()).round().block(PATIENCE));
    }
}
