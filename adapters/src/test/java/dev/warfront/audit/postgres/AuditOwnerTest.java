package dev.warfront.audit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.backends.ScratchDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With the tables in other hands the program writes and chains, and can neither change an entry nor put the
/// triggers out of order. Source: deploy/postgres/audit-owner.sql.
class AuditOwnerTest {
    private static final Path RIGHTS = Path.of("..", "deploy", "postgres", "audit-owner.sql");
    private static final String PROGRAM =
            "program_" + UUID.randomUUID().toString().replace("-", "");
    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();

    @BeforeAll
    static void giveAway() throws IOException {
        var rights = Files.readString(RIGHTS).replace(":\"program\"", PROGRAM);
        DATABASE.execute("create role " + PROGRAM).execute(rights).execute(rights);
    }

    @AfterAll
    static void forget() {
        DATABASE.execute("drop owned by " + PROGRAM).execute("drop role " + PROGRAM);
        DATABASE.close();
    }

    private static void asTheProgram(String sql) {
        DATABASE.execute("set role " + PROGRAM + "; " + sql);
    }

    @Test
    void givenTheProgram_itAddsAnEntryAndChainsIt() {
        asTheProgram("insert into audit_entry values"
                + " (gen_random_uuid(), now(), gen_random_uuid(), '{ADMIN}', 'auth.login', '', '', '', '')");
        asTheProgram("select from audit_chain for update skip locked;"
                + " update audit_entry set chain_seq = 1, prev_hash = sha256(''), hash = sha256('');"
                + " update audit_chain set seq = 1, hash = sha256('')");

        assertThat(DATABASE.query("select chain_seq from audit_entry")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor_id = gen_random_uuid()",
                "delete from audit_entry",
                "truncate audit_entry",
                "alter table audit_entry disable trigger all",
                "drop trigger audit_entry_kept on audit_entry",
                "drop table audit_entry",
                "alter table audit_chain disable trigger all",
                "drop table audit_chain",
                "alter function audit_refuse() rename to audit_allow",
                "set session_replication_role = replica"
            })
    void givenTheProgram_itDoesNothingElse(String sql) {
        assertThatThrownBy(() -> asTheProgram(sql))
                .rootCause()
                .hasMessageMatching("(?s).*(must be owner of|permission denied).*");
    }
}
