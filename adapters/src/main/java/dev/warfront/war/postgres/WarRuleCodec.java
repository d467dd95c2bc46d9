package dev.warfront.war.postgres;

import dev.warfront.war.WarRule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How one part of the rules that a war keeps is stored, both ways. One bean a type, of the context that has
/// it.
///
/// Stored rules outlive the program that wrote them, so their names are written out here and never follow the
/// names in Java, a field that is not there has the number that was right before there was such a field, and
/// what nobody knows any more is skipped. The golden files of every version are kept, see
/// `WarRulesGoldenTest`.
public interface WarRuleCodec<T extends WarRule> {
    Class<T> type();

    /// Adds the part to the stored rules.
    ///
    /// @param rules all sections of a war; each codec adds its own
    void write(T part, ObjectNode rules);

    /// The part, as it was stored.
    T read(JsonNode rules);
}
