package dev.warfront.score.postgres;

import dev.warfront.battle.BattleScores;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.SpringTransactions;
import dev.warfront.score.Ledger;
import dev.warfront.score.ScoreWindow;
import dev.warfront.timer.Timers;
import dev.warfront.war.FinalScores;
import dev.warfront.war.Rosters;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.ScoredWars;
import dev.warfront.war.Settlements;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/// Scores over the real PostgreSQL, for tests of other rooms too.
public final class ScoresOnPostgres {
    public static final ScoreWindow WINDOW =
            new ScoreWindow(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(60));

    private ScoresOnPostgres() {}

    /// A ledger over connections of its own choice.
    public static Ledger ledger(
            ConnectionFactory connections, ScoredWars wars, Rosters rosters, ScoredBattles battles, Timers timers) {
        var database = DatabaseClient.create(connections);
        var clock = Clock.systemUTC();
        return new PostgresLedger(
                database,
                new SpringTransactions(new R2dbcTransactionManager(connections)),
                new Facts(wars, rosters, battles, database, clock),
                new Settlements(timers, clock),
                WINDOW,
                KernelOnPostgres.DEADLINE);
    }

    public static FinalScores finalScores() {
        return new PostgresFinalScores(KernelOnPostgres.database(), new SimpleMeterRegistry());
    }

    public static LedgerAudits audits() {
        return new LedgerAudits(KernelOnPostgres.database());
    }

    public static Scoreboard scoreboard() {
        return new PostgresScoreboard(KernelOnPostgres.database(), KernelOnPostgres.DEADLINE);
    }

    public static BattleScores battleScores() {
        return new PostgresScoreboard(KernelOnPostgres.database(), KernelOnPostgres.DEADLINE);
    }
}
