package dev.warfront.kernel;

/// Settings whose values have ranges that `war.rules.relaxed` lifts, for demos and tests. What makes no sense
/// at all (a negative duration) is refused by the record's constructor instead, always.
public interface Ranged {
    /// Fails through {@link Ranges} when a value is out of its range; not called under relaxed rules.
    void checkRanges();
}
