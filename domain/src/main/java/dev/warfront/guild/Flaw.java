package dev.warfront.guild;

/// What is wrong with one field of a request.
///
/// @param field its name, as the request calls it
/// @param detail what it must be
public record Flaw(String field, String detail) {}
