package dev.warfront.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoreboardRendererTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:10Z");

    private static final ScoreboardState SCENE = new ScoreboardState(
            "Crimson Foxes",
            "Azure Lions",
            "ACTIVE",
            Optional.of(NOW.minusSeconds(10)),
            Optional.of(NOW.plusSeconds(15)),
            new ScoreView.Points(12_340, 6_170, 512),
            3_412,
            218,
            new ScoreboardState.Counts(3_101, 141, 170),
            List.of(
                    new ScoreboardState.Fight("Frostmine", "120 : 80", Optional.empty(), false),
                    new ScoreboardState.Fight("Copper Vale", "90 : 20", Optional.of("Crimson Foxes won"), true)),
            List.of(new ScoreboardState.Stream("tcp json", 512, 0, 0, 2, 9)));

    @Test
    void theLine_tellsTheWholeStory() {
        assertThat(ScoreboardRenderer.line(SCENE, NOW))
                .isEqualTo(
                        "ACTIVE       15s | Crimson Foxes 12,340 : 6,170 Azure Lions | sent 3,412 (218/s) accepted 3,101"
                                + " duplicates 141 rejected 170 | battles 2 captures 1 | tcp json seq 512");
    }

    @Test
    void thePicture_comparesTheSides() {
        var lines = ScoreboardRenderer.lines(SCENE, NOW);

        assertThat(lines).anyMatch(line -> line.contains("Crimson Foxes") && line.contains("█".repeat(34)));
        assertThat(lines)
                .anyMatch(line -> line.contains("Azure Lions") && line.contains("█".repeat(17) + "░".repeat(17)));
        assertThat(lines).anyMatch(line -> line.contains("Copper Vale") && line.contains("captured"));
    }
}
