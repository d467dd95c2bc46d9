package dev.warfront.identity;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;
import java.util.List;

/// How many wrong passwords are borne.
///
/// @param account for one login
/// @param address from one network address
/// @param forgetAfter so long after a lock ended, the next one is the shortest again
@Settings("war.identity.login")
public record LoginRules(Limit account, Limit address, Duration forgetAfter) {
    public LoginRules {
        Ranges.positive("forget-after", forgetAfter);
    }

    /// How many failures lead to which locks.
    ///
    /// @param failures in the window, then it locks
    /// @param locks how long the first, second and each further lock lasts; the last one repeats
    public record Limit(int failures, Duration window, List<Duration> locks) {
        public Limit {
            Ranges.within("failures", failures, 1, 1_000);
            Ranges.positive("window", window);
            locks = List.copyOf(locks);
            Ranges.within("number of locks", locks.size(), 1, 20);
        }

        Duration lock(int before) {
            return locks.get(Math.min(before, locks.size() - 1));
        }
    }
}
