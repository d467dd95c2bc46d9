package dev.warfront.war.postgres;

import dev.warfront.war.RuleBook;
import dev.warfront.war.WarRules;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rules that a war keeps, as the JSON in its row. A number that a war does not have, because it is older than the
/// rule, is the present one.
@Component
final class RulesJson {
    private final JsonMapper json;
    private final RuleBook book;

    RulesJson(JsonMapper json, RuleBook book) {
        this.json = json;
        this.book = book;
    }

    String write(WarRules rules) {
        return json.writeValueAsString(rules);
    }

    WarRules read(String stored) {
        var rules = (ObjectNode) json.valueToTree(book.current());
        merge(rules, json.readTree(stored));
        return json.treeToValue(rules, WarRules.class);
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(entry -> {
            if (into.get(entry.getKey()) instanceof ObjectNode inner
                    && entry.getValue().isObject()) {
                merge(inner, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
