package dev.warfront.bench.book;

/// What the rules make of one record.
public sealed interface ReferenceResult {
    /// Counted for a side.
    record Accepted(Side side, long points) implements ReferenceResult {}

    /// The same event once more: nothing changes.
    record Duplicate() implements ReferenceResult {}

    /// Stored with its code, never counted.
    record Rejected(String code) implements ReferenceResult {}

    /// Stored with its code, in no count of the war: nobody known has signed it.
    record Uncounted(String code) implements ReferenceResult {}

    /// Expected from another source than the log: a capture follows from the result of its battle.
    record Elsewhere() implements ReferenceResult {}
}
