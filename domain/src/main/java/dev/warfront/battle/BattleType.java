package dev.warfront.battle;

import dev.warfront.territory.TerritoryType;

/// What a battle is fought as; it follows from the land.
public enum BattleType {
    TERRITORY_BATTLE,
    SIEGE;

    public static BattleType over(TerritoryType land) {
        return switch (land) {
            case RESOURCE -> TERRITORY_BATTLE;
            case STRATEGIC, CAPITAL -> SIEGE;
        };
    }
}
