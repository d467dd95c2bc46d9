package dev.warfront.war;

/// What a war is about: land, the stock of resource land, or points alone.
public enum WarType {
    TERRITORIAL,
    RESOURCE,
    RANKING
}
