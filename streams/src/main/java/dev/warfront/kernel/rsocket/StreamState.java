package dev.warfront.kernel.rsocket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One state of what a stream shows. Data are values for the wire mapper and must not change.
///
/// @param epoch numbering that seq belongs to
/// @param seq rises within an epoch; equal for states that differ in what is not numbered
/// @param at when it came about
/// @param snapshot all of it
/// @param delta what changed since the state before; null when only a snapshot can say it
/// @param over nothing follows
public record StreamState(
        long epoch,
        long seq,
        Instant at,
        Object snapshot,
        @Nullable Object delta,
        boolean over) {}
