package dev.warfront.outbox;

import java.util.Map;

/// What is sent, ready made. The outbox itself reads nothing in it.
///
/// @param destination where it goes
/// @param key what the receiver keeps in order
/// @param value UTF-8 text
public record OutgoingRecord(String destination, String key, Map<String, String> headers, String value) {
    public OutgoingRecord {
        headers = Map.copyOf(headers);
    }
}
