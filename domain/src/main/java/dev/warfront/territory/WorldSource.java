package dev.warfront.territory;

import java.util.List;

/// Where the authored world comes from; it has no faults.
public interface WorldSource {
    List<AuthoredTerritory> territories();
}
