package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A territory inside a war: whom it belonged to at the declaration, and who holds it.
///
/// @param initialOwner its owner in the world, until settlement
/// @param holder the clan that holds it inside the war
/// @param capturedAt when the holder took it; null while nobody did
/// @param lockedUntil the holder cannot change before; null where nothing was captured, or captures lock nothing
/// @param defenseLevel 1..10, war-scoped: each capture halves it
/// @param captureCount how often it changed hands inside the war
/// @param version rises with each capture
public record ContestedLand(
        TerritoryId territory,
        LandKind kind,
        ClanId initialOwner,
        ClanId holder,
        Side holderSide,
        @Nullable Instant capturedAt,
        @Nullable Instant lockedUntil,
        int defenseLevel,
        int captureCount,
        long version) {
    private static final int LEVEL_MAX = 10;

    public ContestedLand {
        if (defenseLevel < 1 || defenseLevel > LEVEL_MAX) {
            throw new IllegalArgumentException("defence level " + defenseLevel + " is not in 1.." + LEVEL_MAX);
        }
    }

    /// As a war begins with it.
    static ContestedLand named(TerritoryId territory, LandKind kind, ClanId owner, Side side, int defenseLevel) {
        return new ContestedLand(territory, kind, owner, owner, side, null, null, defenseLevel, 0, 1);
    }

    /// What it is after a capture. Source: docs/rules/battle.md, capture.
    public ContestedLand capturedBy(Side side, ClanId clan, Instant at) {
        return new ContestedLand(
                territory,
                kind,
                initialOwner,
                clan,
                side,
                at,
                null,
                Math.max(1, defenseLevel / 2),
                captureCount + 1,
                version + 1);
    }

    /// Just captured, and not to be captured again so soon.
    public ContestedLand lockedFor(Duration lock) {
        var until = capturedAt == null ? null : capturedAt.plus(lock);
        return new ContestedLand(
                territory,
                kind,
                initialOwner,
                holder,
                holderSide,
                capturedAt,
                until,
                defenseLevel,
                captureCount,
                version);
    }
}
