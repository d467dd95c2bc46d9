package dev.warfront.territory;

/// NEUTRAL land can be claimed; LOCKED land is named in a war, CONTESTED while that war is ACTIVE, BESIEGED while a
/// siege for it runs.
public enum TerritoryState {
    NEUTRAL,
    OWNED,
    LOCKED,
    CONTESTED,
    BESIEGED
}
