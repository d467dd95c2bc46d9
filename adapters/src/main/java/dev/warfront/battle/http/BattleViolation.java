package dev.warfront.battle.http;

/// What can be wrong with a request about battles, beside what can be with any. Source: docs/errors.md, violations.
enum BattleViolation {
    /// Nobody of that kind fights battles.
    HOST_NOT_SUPPORTED,
    /// No battle can end like that.
    IMPLAUSIBLE_RESULT
}
