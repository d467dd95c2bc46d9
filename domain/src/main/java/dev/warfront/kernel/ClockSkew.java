package dev.warfront.kernel;

import java.time.Duration;
import java.util.Optional;

/// How far this node's own clock is away from the database's. Who is too far away must not claim what time
/// decides: timers and battle leases. Source: docs/adr/0004-ids-and-time.md.
public interface ClockSkew {

    /// Own clock minus the database's, as last measured; empty before the first measurement.
    Optional<Duration> measured();

    /// Whether it was measured and is within `war.clock.max-skew`.
    boolean tolerable();
}
