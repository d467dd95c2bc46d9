package dev.warfront.battle.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.postgres.OrderedPlans;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages of battles come out of an index of each partition, in order: nothing is sorted, and no more is read than a
/// page.
class BattlePagesPlanTest {
    @ParameterizedTest
    @CsvSource({", false", ", true", "status, false", "status, true", "war_id, false", "war_id, true"})
    void aPageIsNotSorted(String column, boolean goesOn) {
        var values = new HashMap<String, Object>(Map.of("limit", 51));
        if (column != null) {
            values.put("asked", column.equals("war_id") ? UUID.randomUUID() : "ENDED");
        }
        if (goesOn) {
            values.putAll(Map.of("at", Instant.now(), "id", UUID.randomUUID()));
        }

        var plan = OrderedPlans.of(PostgresBattleViews.newest(column, goesOn), values);

        assertThat(plan).contains("Index Scan").doesNotContain("Sort (").doesNotContain("Seq Scan");
    }
}
