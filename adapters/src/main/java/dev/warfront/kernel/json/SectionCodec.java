package dev.warfront.kernel.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a record is stored as sections of one JSON document that several contexts share, both ways. One bean a type, of
/// the context that has it.
///
/// What is stored outlives the program that wrote it, so names are written out here and never follow the names in
/// Java, a field that is not there has the value that was right before there was such a field, and what nobody knows
/// any more is skipped. Golden files keep every version.
public interface SectionCodec<T> {
    Class<T> type();

    /// Adds the section to the document.
    ///
    /// @param document all sections; each codec adds its own
    void write(T part, ObjectNode document);

    /// The section, as it was stored.
    T read(JsonNode document);
}
