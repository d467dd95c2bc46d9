package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import org.jspecify.annotations.Nullable;

/// Which land is wanted; null where everything is.
public record LandFilter(
        @Nullable ClanId owner,
        @Nullable TerritoryState state,
        @Nullable TerritoryType type,
        @Nullable String region) {
    public static final LandFilter ALL = new LandFilter(null, null, null, null);
}
