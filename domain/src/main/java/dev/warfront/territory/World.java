package dev.warfront.territory;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// The stored world.
public interface World {
    /// Makes the stored world the authored one, inside the caller's transaction: new land is entered as
    /// NEUTRAL, what the author changed is changed, land that is no longer authored becomes inactive unless a
    /// war names it. Who owns land and what it became in play stays. Doing it twice changes nothing; several
    /// nodes may do it at once.
    Mono<Loaded> load(List<AuthoredTerritory> world, Instant at);

    /// How many territories were touched.
    record Loaded(int added, int changed, int retired) {}
}
