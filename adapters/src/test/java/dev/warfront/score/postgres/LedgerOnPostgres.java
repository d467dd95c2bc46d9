package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.done;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Transactions;
import dev.warfront.score.Ledger;
import dev.warfront.score.LedgerPorts;
import dev.warfront.score.TestPartition;
import dev.warfront.score.VerifiedSums;
import org.junit.jupiter.api.BeforeAll;

/// The ledger on the real server, and a partition and a war of each test.
abstract class LedgerOnPostgres implements LedgerPorts {
    final Ledger ledger = ScoresOnPostgres.ledger(TestDatabase.get().connections());
    final Transactions transactions =
            ScoresOnPostgres.transactions(TestDatabase.get().connections());
    final TestPartition partition = partition();

    /// The first connection may take longer than any one statement.
    @BeforeAll
    static void connect() {
        done(TestDatabase.get().client().sql("select 1").fetch().rowsUpdated());
    }

    @Override
    public final Ledger ledger() {
        return ledger;
    }

    @Override
    public final Transactions transactions() {
        return transactions;
    }

    @Override
    public final VerifiedSums sums() {
        return ScoresOnPostgres.verifiedSums();
    }

    LedgerAudits.Audit audit() {
        return done(ScoresOnPostgres.audits().audit(partition.war));
    }
}
