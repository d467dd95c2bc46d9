package dev.warfront.kernel.http;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a request.
///
/// @param code stable, upper snake case
/// @param field where, in the spelling of the request (`events[3].occurred_at`); null when it is about the whole
public record FieldViolation(String code, @Nullable String field) {}
