package dev.warfront.audit;

/// On whom or what a command was done, as its path or its use case says: `members` and the id of one.
///
/// @param type of what; empty with an empty id where neither names one
public record Target(String type, String id) {
    public static final Target NONE = new Target("", "");

    public Target {
        if (type.isEmpty() != id.isEmpty()) {
            throw new IllegalArgumentException("half a target: " + type + "/" + id);
        }
    }

    /// Whether there is one.
    public boolean isNamed() {
        return !id.isEmpty();
    }
}
