package dev.warfront.score.postgres;

import dev.warfront.kernel.json.SectionCodec;
import dev.warfront.kernel.json.StoredFields;
import dev.warfront.score.ScoreWindow;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// When score events count, as a war keeps it.
@Component
final class ScoreWindowCodec implements SectionCodec<ScoreWindow> {
    @Override
    public Class<ScoreWindow> type() {
        return ScoreWindow.class;
    }

    @Override
    public void write(ScoreWindow part, ObjectNode rules) {
        rules.putObject("score")
                .put("late_grace", part.lateGrace().toString())
                .put("horizon", part.horizon().toString())
                .put("skew", part.skew().toString());
    }

    @Override
    public ScoreWindow read(JsonNode rules) {
        var score = StoredFields.of(rules, "score");
        return new ScoreWindow(
                score.duration("late_grace", Duration.ofSeconds(60)),
                score.duration("horizon", Duration.ofMinutes(10)),
                score.duration("skew", Duration.ofSeconds(60)));
    }
}
