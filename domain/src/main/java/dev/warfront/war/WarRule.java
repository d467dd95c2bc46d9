package dev.warfront.war;

/// Settings that a war keeps from its declaration to its end: those of wars themselves, and those that later
/// contexts add for what they do inside a war. The wiring finds them by this type; how they are stored says
/// their context.
public interface WarRule {}
