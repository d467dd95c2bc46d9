package dev.warfront.battle;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.WarRule;
import java.time.Duration;

/// How much may be fought at once, where and how long.
///
/// @param maxPerWar ACTIVE battles of a war
/// @param maxGlobal ACTIVE battles in all
/// @param resourceLength how long battles for RESOURCE land last at most
/// @param strategicLength how long sieges of STRATEGIC land last at most
/// @param capitalLength how long sieges of a CAPITAL last at most
/// @param resourceRadiusM metres around RESOURCE land
/// @param siegeRadiusM metres around what is besieged
/// @param resourceMaxPerSide players of a side in a battle for RESOURCE land
/// @param siegeMaxPerSide players of a side in a siege
/// @param startGrace time past its planned start in which a battle may still begin
/// @param hostGrace time past its planned end in which its host may still end a battle
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
        Duration startGrace,
        Duration hostGrace)
        implements WarRule, Ranged {
    public BattleRules {
        Ranges.notNegative("resource-length", resourceLength);
        Ranges.notNegative("strategic-length", strategicLength);
        Ranges.notNegative("capital-length", capitalLength);
        Ranges.notNegative("start-grace", startGrace);
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
