package dev.warfront.battle;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.WarRule;
import java.time.Duration;

/// How much may be fought at once, where and how long.
///
/// @param maxPerWar 3 ACTIVE battles of a war
/// @param maxGlobal 1 000 ACTIVE battles in all
/// @param resourceLength 15 min for RESOURCE land
/// @param strategicLength 45 min for STRATEGIC land
/// @param capitalLength 60 min for a CAPITAL
/// @param resourceRadiusM 250 metres around RESOURCE land
/// @param siegeRadiusM 500 metres around what is besieged
/// @param resourceMaxPerSide 20 players
/// @param siegeMaxPerSide 50 players
/// @param hostGrace 60 s past their plan in which its host may still begin, and still end, a battle
@Settings("war.battle")
public record BattleRules(
        int maxPerWar,
        int maxGlobal,
        Duration resourceLength,
        Duration strategicLength,
        Duration capitalLength,
        int resourceRadiusM,
        int siegeRadiusM,
        int resourceMaxPerSide,
        int siegeMaxPerSide,
        Duration hostGrace)
        implements WarRule, Ranged {
    public BattleRules {
        Ranges.notNegative("resource-length", resourceLength);
        Ranges.notNegative("strategic-length", strategicLength);
        Ranges.notNegative("capital-length", capitalLength);
        Ranges.notNegative("host-grace", hostGrace);
    }

    @Override
    public void checkRanges() {
        Ranges.within("max-per-war", maxPerWar, 1, 1_000);
        Ranges.within("max-global", maxGlobal, 1, 1_000_000);
        Ranges.within("resource-radius-m", resourceRadiusM, 1, 20_000);
        Ranges.within("siege-radius-m", siegeRadiusM, 1, 20_000);
        Ranges.within("resource-max-per-side", resourceMaxPerSide, 1, 1_000);
        Ranges.within("siege-max-per-side", siegeMaxPerSide, 1, 1_000);
    }

    /// How long a battle for such land lasts at most.
    public Duration lengthFor(TerritoryType land) {
        return switch (land) {
            case RESOURCE -> resourceLength;
            case STRATEGIC -> strategicLength;
            case CAPITAL -> capitalLength;
        };
    }
}
