package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// How often a clan may try to declare. Attempts count, also refused ones.
public interface DeclarationRate {
    /// Counts an attempt.
    ///
    /// @param perHour attempts allowed within an hour
    /// @return empty when it is allowed, else when the next one will be
    Mono<Instant> attempt(ClanId clan, int perHour, Instant now);
}
