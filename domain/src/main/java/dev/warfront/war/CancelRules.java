package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;

/// What is left of the cost when the attacker calls its war off. The rest burns.
///
/// @param refundBp 5 000 bp back to the attacker, in DECLARED
/// @param amendsBp 2 500 bp to the defender, in PREPARATION
@Settings("war.cancel")
public record CancelRules(int refundBp, int amendsBp) {
    private static final long BP = 10_000;

    public CancelRules {
        Ranges.within("refund-bp", refundBp, 0, 10_000);
        Ranges.within("amends-bp", amendsBp, 0, 10_000);
    }

    long refundOf(long cost) {
        return Math.multiplyExact(cost, (long) refundBp) / BP;
    }

    long amendsOf(long cost) {
        return Math.multiplyExact(cost, (long) amendsBp) / BP;
    }
}
