package dev.warfront.territory.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.warfront.territory.WorldMap.Nearby;

/// A territory and how far it is from the point asked for.
record NearbyJson(@JsonUnwrapped TerritoryJson territory, double distanceM) {
    static NearbyJson of(Nearby nearby) {
        return new NearbyJson(TerritoryJson.of(nearby.territory()), nearby.distanceM());
    }
}
