package dev.warfront.architecture.samples.war;

/// As it should be.
public sealed interface WarRefusal {
    record UnknownWar() implements WarRefusal {}
}
