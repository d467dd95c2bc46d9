package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;

/// How many wars may be open at once.
///
/// @param offensive 2 that a clan declared
/// @param defensive 3 declared on it
/// @param total 5 of a clan in all
/// @param global 1 000 in the world
@Settings("war.limit")
public record LimitRules(int offensive, int defensive, int total, int global) {
    public LimitRules {
        Ranges.within("offensive", offensive, 1, 1_000_000);
        Ranges.within("defensive", defensive, 1, 1_000_000);
        Ranges.within("total", total, 1, 1_000_000);
        Ranges.within("global", global, 1, 1_000_000);
    }
}
