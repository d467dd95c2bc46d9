package dev.warfront.battle.postgres;

import dev.warfront.battle.CaptureRules;
import dev.warfront.kernel.json.SectionCodec;
import dev.warfront.kernel.json.StoredFields;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules of captures as a war keeps them. Wars of the first version know no lock.
@Component
final class CaptureRulesCodec implements SectionCodec<CaptureRules> {
    @Override
    public Class<CaptureRules> type() {
        return CaptureRules.class;
    }

    @Override
    public void write(CaptureRules part, ObjectNode rules) {
        rules.putObject("capture")
                .put("points", part.points())
                .put("difficulty_bp", part.difficultyBp())
                .put("lock", part.lock().toString());
    }

    /// Wars that were declared before captures locked land go on without.
    @Override
    public CaptureRules read(JsonNode rules) {
        var capture = StoredFields.of(rules, "capture");
        return new CaptureRules(
                capture.number("points", 200),
                capture.integer("difficulty_bp", 1_000),
                capture.duration("lock", Duration.ZERO));
    }
}
