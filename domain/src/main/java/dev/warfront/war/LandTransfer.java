package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;

/// Land that settlement gave to another clan.
public record LandTransfer(TerritoryId territory, ClanId from, ClanId to) {}
