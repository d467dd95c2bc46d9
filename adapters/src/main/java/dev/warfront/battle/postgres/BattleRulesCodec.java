package dev.warfront.battle.postgres;

import dev.warfront.battle.BattleRules;
import dev.warfront.kernel.json.SectionCodec;
import dev.warfront.kernel.json.StoredFields;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules of battles as a war keeps them.
@Component
final class BattleRulesCodec implements SectionCodec<BattleRules> {
    @Override
    public Class<BattleRules> type() {
        return BattleRules.class;
    }

    @Override
    public void write(BattleRules part, ObjectNode rules) {
        rules.putObject("battle")
                .put("max_per_war", part.maxPerWar())
                .put("max_global", part.maxGlobal())
                .put("resource_length", part.resourceLength().toString())
                .put("strategic_length", part.strategicLength().toString())
                .put("capital_length", part.capitalLength().toString())
                .put("resource_radius_m", part.resourceRadiusM())
                .put("siege_radius_m", part.siegeRadiusM())
                .put("resource_max_per_side", part.resourceMaxPerSide())
                .put("siege_max_per_side", part.siegeMaxPerSide())
                .put("start_grace", part.startGrace().toString())
                .put("host_grace", part.hostGrace().toString());
    }

    @Override
    public BattleRules read(JsonNode rules) {
        var battle = StoredFields.of(rules, "battle");
        return new BattleRules(
                battle.integer("max_per_war", 3),
                battle.integer("max_global", 1_000),
                battle.duration("resource_length", Duration.ofMinutes(15)),
                battle.duration("strategic_length", Duration.ofMinutes(45)),
                battle.duration("capital_length", Duration.ofMinutes(60)),
                battle.integer("resource_radius_m", 250),
                battle.integer("siege_radius_m", 500),
                battle.integer("resource_max_per_side", 20),
                battle.integer("siege_max_per_side", 50),
                battle.duration("start_grace", Duration.ofSeconds(60)),
                battle.duration("host_grace", Duration.ofSeconds(60)));
    }
}
