package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import java.util.Optional;

/// The two clans that lead the sides of a war.
public record Leads(ClanId attacker, ClanId defender) {
    public Leads {
        if (attacker.equals(defender)) {
            throw new IllegalArgumentException("clan " + attacker.value() + " cannot fight itself");
        }
    }

    public ClanId of(Side side) {
        return side == Side.ATTACKER ? attacker : defender;
    }

    /// Empty for a clan that leads neither side.
    public Optional<Side> sideOf(ClanId clan) {
        if (clan.equals(attacker)) {
            return Optional.of(Side.ATTACKER);
        }
        return clan.equals(defender) ? Optional.of(Side.DEFENDER) : Optional.empty();
    }
}
