package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;
import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.score.TestPartition;
import io.r2dbc.spi.Readable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Anyone can re-add a war: the SQL that docs/rules/score.md shows, as it stands there.
class ReAddedWarTest {
    private static final Path PAGE = Path.of("..", "docs", "rules", "score.md");
    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    @Test
    void givenAWar_theSqlOfThePageComesToItsTotals() throws IOException {
        var ledger = ScoresOnPostgres.ledger(TestDatabase.get().connections());
        var transactions = ScoresOnPostgres.transactions(TestDatabase.get().connections());
        var partition = new TestPartition(ledger, transactions, ScoresOnPostgres.verifiedSums());
        partition.flush(partition.mixed());
        var page = SQL.matcher(Files.readString(PAGE));
        assertThat(page.find()).isTrue();

        var added = done(TestDatabase.get()
                .client()
                .sql(page.group(1))
                .bind("war", partition.war.value())
                .map(ReAddedWarTest::total)
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(added).hasSizeGreaterThan(10).isEqualTo(partition.storedTotals());
    }

    private static Map.Entry<?, ?> total(Readable row) {
        assertThat(required(row, "side", String.class)).isIn("ATTACKER", "DEFENDER");
        return Map.entry(StoredTotals.key(row), StoredTotals.tally(row));
    }
}
