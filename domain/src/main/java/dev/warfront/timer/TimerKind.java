package dev.warfront.timer;

/// What a timer is for. Each context declares its own kinds; exactly one handler serves a kind.
///
/// @param name upper snake case, at most 32 characters, stored with the timer
public record TimerKind(String name) {}
