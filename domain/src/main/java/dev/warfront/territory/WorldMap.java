package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.TerritoryId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The land as visitors see it; may be a moment old. Inactive land is not shown.
public interface WorldMap {
    /// By name, a page at a time.
    Mono<Page<Territory>> list(Filter filter, PageRequest page);

    /// Land around a point, by planar distance, then id.
    Mono<List<Nearby>> near(double x, double y, Vicinity vicinity, Filter filter);

    /// Land that it borders on, by name: as many as the world's author has named.
    Mono<List<Territory>> neighbours(TerritoryId territory);

    /// Who owned it and when, the latest first. Of unknown land nothing.
    Mono<Page<OwnershipPeriod>> history(TerritoryId territory, PageRequest page);

    /// Land and how far it is.
    ///
    /// @param distanceM planar, from the point asked for
    record Nearby(Territory territory, double distanceM) {}

    /// Which land is wanted; null where everything is.
    record Filter(
            @Nullable ClanId owner,
            @Nullable TerritoryState state,
            @Nullable TerritoryType type,
            @Nullable String region) {
        public static final Filter ALL = new Filter(null, null, null, null);
    }

    /// How far from a point land is wanted.
    sealed interface Vicinity {
        /// The most that is answered.
        int MOST = 100;

        /// All within a distance, at most {@link #MOST}.
        ///
        /// @param radiusM 1..20 000 metres
        record Within(double radiusM) implements Vicinity {
            public static final Within DEFAULT = new Within(2_000);
            public static final double RADIUS_MIN_M = 1;
            public static final double RADIUS_MAX_M = 20_000;

            public Within {
                if (!(radiusM >= RADIUS_MIN_M && radiusM <= RADIUS_MAX_M)) {
                    throw new IllegalArgumentException("radius " + radiusM + " is not in 1..20 000 m");
                }
            }
        }

        /// The nearest ones, however far.
        ///
        /// @param k 1..50
        record Nearest(int k) implements Vicinity {
            public static final int K_MAX = 50;

            public Nearest {
                if (k < 1 || k > K_MAX) {
                    throw new IllegalArgumentException("k " + k + " is not in 1.." + K_MAX);
                }
            }
        }
    }
}
