package dev.warfront.score.postgres;

import dev.warfront.battle.BattleScores;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.SpringTransactions;
import dev.warfront.score.EventVerdicts;
import dev.warfront.score.HotBattles;
import dev.warfront.score.Ledger;
import dev.warfront.score.LogPositions;
import dev.warfront.score.PartitionStops;
import dev.warfront.score.ScoreWorld;
import dev.warfront.score.VerifiedSums;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.WarChanges;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/// Scores over the real PostgreSQL, for tests of other rooms too.
public final class ScoresOnPostgres {
    private ScoresOnPostgres() {}

    /// A ledger over connections of its own choice.
    public static Ledger ledger(ConnectionFactory connections) {
        return ledger(connections, new UnreadWars(), new UnreadBattles());
    }

    /// One that shows what it commits.
    static Ledger ledger(ConnectionFactory connections, HotWars wars, HotBattles battles) {
        return new PostgresLedger(
                DatabaseClient.create(connections), ScoreWorld.WINDOW, new ScoredViews(wars, battles));
    }

    /// Stopped partitions over connections of its own choice.
    public static PartitionStops stops(ConnectionFactory connections) {
        return new PostgresPartitionStops(DatabaseClient.create(connections));
    }

    /// The transactions of such a ledger.
    public static Transactions transactions(ConnectionFactory connections) {
        return new SpringTransactions(new R2dbcTransactionManager(connections));
    }

    public static EventVerdicts verdicts() {
        return verdicts(KernelOnPostgres.database());
    }

    /// Verdicts of a database of its own choice.
    public static EventVerdicts verdicts(DatabaseClient database) {
        return new PostgresEventVerdicts(database);
    }

    public static LogPositions logPositions() {
        return new PostgresLogPositions(KernelOnPostgres.database());
    }

    public static VerifiedSums verifiedSums() {
        return verifiedSums(List.of());
    }

    /// Running sums with those who have to know of what is corrected.
    static PostgresVerifiedSums verifiedSums(List<WarChanges> changes) {
        return new PostgresVerifiedSums(KernelOnPostgres.database(), new SimpleMeterRegistry(), changes);
    }

    public static LedgerAudits audits() {
        return new LedgerAudits(KernelOnPostgres.database());
    }

    public static Scoreboard scoreboard() {
        return postgresScoreboard();
    }

    public static BattleScores battleScores() {
        return postgresScoreboard();
    }

    static PostgresScoreboard postgresScoreboard() {
        return new PostgresScoreboard(KernelOnPostgres.database(), Clock.systemUTC());
    }
}
