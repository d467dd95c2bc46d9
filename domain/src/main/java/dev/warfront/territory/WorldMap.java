package dev.warfront.territory;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.TerritoryId;
import java.util.List;
import reactor.core.publisher.Mono;

/// The land as visitors see it; may be a moment old. Inactive land is not shown.
public interface WorldMap {
    /// By name, a page at a time.
    Mono<Page<Territory>> list(LandFilter filter, PageRequest page);

    /// Land around a point, by planar distance, then id.
    Mono<List<Nearby>> near(double x, double y, Vicinity vicinity, LandFilter filter);

    /// Who owned it and when, the latest first. Of unknown land nothing.
    Mono<Page<OwnershipPeriod>> history(TerritoryId territory, PageRequest page);

    /// Land and how far it is.
    ///
    /// @param distanceM planar, from the point asked for
    record Nearby(Territory territory, double distanceM) {}
}
