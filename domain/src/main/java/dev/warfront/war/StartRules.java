package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// What a lead clan must bring when ACTIVE begins.
///
/// @param minActiveMembers 10 recently seen members, else it forfeits
/// @param seenWithin 7 d
@Settings("war.start")
public record StartRules(int minActiveMembers, Duration seenWithin) {
    public StartRules {
        Ranges.within("min-active-members", minActiveMembers, 0, 1_000_000);
        Ranges.notNegative("seen-within", seenWithin);
    }
}
