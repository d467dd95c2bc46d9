package dev.warfront.app;

import static dev.warfront.audit.TestAudit.anyAdmin;
import static dev.warfront.audit.TestAudit.anyEntry;
import static dev.warfront.audit.TestAudit.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.app.AuditCheck.Outcome;
import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.AuditPorts;
import dev.warfront.audit.ChainHead;
import dev.warfront.audit.Target;
import dev.warfront.audit.postgres.AuditOnPostgres;
import dev.warfront.backends.ScratchDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The check of a log that somebody has changed behind its triggers. Source: docs/rules/audit.md, the check.
@Execution(ExecutionMode.CONCURRENT)
class AuditCheckTest {
    private static final String BEHIND_THE_TRIGGERS = "set session_replication_role = replica; ";

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant NEVER_LATE = Instant.parse("2999-01-01T00:00:00Z");

    private final ScratchDatabase database = ScratchDatabase.empty();
    private final AuditPorts ports = AuditOnPostgres.ports(database.connections());
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void write() {
        for (var i = 0; i < 5; i++) {
            ports.append(anyEntry());
        }
        ports.chainAll();
        ports.append(entryAt(NEVER_LATE)); // not chained yet
    }

    @AfterEach
    void forget() {
        database.close();
    }

    @Test
    void givenALogThatNobodyChanged_itIsWhole() throws SQLException {
        var head = head();

        assertThat(check(head)).isEqualTo(Outcome.WHOLE);
        assertThat(said.toString(StandardCharsets.UTF_8).strip()).isEqualTo("WHOLE; followed to " + head);
    }

    @Test
    void givenAChangedEntry_itIsNamed() throws SQLException {
        var id =
                database.query("select id from audit_entry where chain_seq = 3").getFirst();
        database.execute(BEHIND_THE_TRIGGERS + "update audit_entry set address = '127.0.0.1' where chain_seq = 3");

        assertThat(check()).isEqualTo(Outcome.BROKEN);
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("BROKEN: entry 3 (" + id + ") was changed");
    }

    @Test
    void givenTheLastEntriesGone_theirPlacesAreNamed() throws SQLException {
        database.execute(BEHIND_THE_TRIGGERS + "delete from audit_entry where chain_seq > 3");

        assertThat(check()).isEqualTo(Outcome.BROKEN);
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("BROKEN: entries 4 to 5 are gone");
    }

    @Test
    void givenTheLastEntriesGone_andTheHeadPutBack_onlyANotedHeadShowsIt() throws SQLException {
        var noted = head();
        database.execute(
                BEHIND_THE_TRIGGERS + "delete from audit_entry where chain_seq > 3;"
                        + " update audit_chain set (seq, hash) = (select chain_seq, hash from audit_entry where chain_seq = 3)");

        assertThat(check()).isEqualTo(Outcome.WHOLE);
        assertThat(check(noted)).isEqualTo(Outcome.BROKEN);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("BROKEN: entries 4 to 5 are gone");
    }

    @Test
    void givenEntriesThatNobodyChains_theyAreToldBesideAChainThatIsWhole() throws SQLException {
        var oldest = entryAt(LONG_AGO);
        ports.append(entryAt(LONG_AGO.plusSeconds(1)), oldest);

        assertThat(check()).isEqualTo(Outcome.UNCHAINED);
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        chain -> assertThat(chain).isEqualTo("WHOLE; followed to " + head()),
                        late -> assertThat(late)
                                .matches("UNCHAINED: 2, the oldest entry \\(" + oldest.id() + "\\) for [0-9]{9,} s"));
    }

    @Test
    void givenEntriesThatNobodyChains_andOneThatWasChanged_bothAreTold() throws SQLException {
        ports.append(entryAt(LONG_AGO));
        database.execute(BEHIND_THE_TRIGGERS + "update audit_entry set address = '127.0.0.1' where chain_seq = 3");

        assertThat(check()).isEqualTo(Outcome.BROKEN);
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        chain -> assertThat(chain).startsWith("BROKEN: entry 3 "),
                        late -> assertThat(late).startsWith("UNCHAINED: 1, the oldest entry ("));
    }

    private static AuditEntry entryAt(Instant at) {
        return entry(anyAdmin(), "battles.abort", Target.NONE, at);
    }

    private ChainHead head() {
        return ports.run(ports.chain().head());
    }

    private Outcome check(ChainHead... noted) throws SQLException {
        var heads = noted.length == 0 ? "" : noted[0].toString();
        return AuditCheck.run(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                "--spring.r2dbc.url=" + database.url().replaceFirst("^jdbc:", "r2dbc:"),
                "--spring.r2dbc.username=postgres",
                "--" + AuditCheck.NOTED + "=" + heads);
    }
}
