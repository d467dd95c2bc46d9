package dev.warfront.kernel.http;

/// What can be wrong with a part of any request. A context whose rules have more to say names it by an enum of its own.
/// Source: docs/errors.md, violations.
public enum Violation {
    /// It is not there, or null.
    REQUIRED,
    /// A text or a list is too short or too long.
    SIZE,
    /// A number or an instant is too small or too large.
    RANGE,
    /// A text with characters, or in an order of them, that it may not have.
    FORMAT,
    /// Not readable as what it should be.
    MALFORMED,
    /// None of the words that may stand there; `allowed` has them.
    ONE_OF,
    /// A query parameter that the route does not know, or the name of something that there is not.
    UNKNOWN,
    /// It may not stand beside another query parameter that does.
    EXCLUSIVE,
    /// A query parameter that was given more than once.
    REPEATED,
    /// It breaks a rule of the context; `detail` says which.
    INVALID
}
