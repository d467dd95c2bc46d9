package dev.warfront.territory.postgres;

import static dev.warfront.territory.LandGame.answer;
import static dev.warfront.territory.LandGame.done;
import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.RULES;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.neutral;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.guild.TestClans;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.SpringTransactions;
import dev.warfront.outbox.InMemoryOutbox;
import dev.warfront.territory.FinishClaim;
import dev.warfront.territory.LandGame;
import dev.warfront.territory.Territory;
import dev.warfront.timer.InMemoryTimers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/// How many statements the end of a race for land takes.
class ClaimStatementsTest {
    private final LandOnPostgres store = new LandOnPostgres();
    private final TestClans clans = new TestClans();
    private final LandGame game =
            new LandGame(store, clans, ThreadLocalRandom.current().nextLong());

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ConnectionFactory measured = TestDatabase.get().guardedPool(KernelOnPostgres.DEADLINE, metrics);

    @Test
    void givenMoreClaimants_nothingIsReadMoreOften() {
        var ofTwo = statementsOf(2);
        var ofTwelve = statementsOf(12);

        assertThat(reads(ofTwelve)).isEqualTo(reads(ofTwo)).containsEntry("select unnest", 1L);
        assertThat(ofTwelve.get("update territory_claims")).isEqualTo(12);
        assertThat(ofTwelve.get("update territories")).isEqualTo(1);
    }

    @Test
    void givenMoreThanAHundredClaimants_allClaimsEnd() {
        assertThat(statementsOf(101).get("update territory_claims")).isEqualTo(101);
    }

    /// Statements by what they do to which table.
    private Map<String, Long> statementsOf(int claimants) {
        var land = neutral();
        answer(store.put(land).thenReturn(true));
        for (var i = 0; i < claimants; i++) {
            claim(land);
        }
        var before = counted();
        fireFirst(land);
        var during = counted();
        before.forEach((statement, count) -> during.merge(statement, -count, Long::sum));
        assertThat(answer(store.territories().find(land.id())).owner()).isNotNull();
        return during;
    }

    private void claim(Territory land) {
        var officer = clans.officerOf(anyClan(), 3, 5_000);
        done(answer(game.claimTerritory.claim(officer, land.id(), land.version())));
    }

    private void fireFirst(Territory land) {
        var database = DatabaseClient.create(measured);
        Transactions transactions = new SpringTransactions(new R2dbcTransactionManager(measured));
        var territories = new PostgresTerritories(database);
        var finish = new FinishClaim(
                clans.clans(),
                clans.treasury(),
                territories,
                territories,
                new PostgresClaims(database),
                new InMemoryTimers(),
                new InMemoryOutbox(),
                RULES);
        var timer = game.timers.pending().stream()
                .filter(one -> one.ownerId().equals(land.id().value()))
                .findFirst()
                .orElseThrow();
        answer(transactions
                .inTransaction(finish.fire(timer, NOW.plus(Duration.ofHours(1))))
                .thenReturn(true));
    }

    private Map<String, Long> counted() {
        var counts = new TreeMap<String, Long>();
        metrics.find("war.db.query.latency")
                .timers()
                .forEach(timer -> counts.merge(timer.getId().getTag("query"), timer.count(), Long::sum));
        return counts;
    }

    private static Map<String, Long> reads(Map<String, Long> statements) {
        var reads = new TreeMap<>(statements);
        reads.keySet().removeIf(statement -> !statement.startsWith("select"));
        return reads;
    }
}
