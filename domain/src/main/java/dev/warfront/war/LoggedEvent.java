package dev.warfront.war;

import java.time.Instant;

/// One entry of a war's event log as readers see it.
///
/// @param seq 1.. within the war, without gaps
/// @param type dotted snake case, as on the feeds: `war.phase_changed`
/// @param payload the payload as published, JSON
public record LoggedEvent(long seq, Instant at, String type, String payload) {}
