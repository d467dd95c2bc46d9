package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import java.util.Map;

/// The sums of a war's ledger up to a sequence number.
///
/// @param lastSeq the last ledger row that is in them; 0 when nothing was scored
/// @param clans side clans with rows only
/// @param players players with rows only
public record FinalTotals(
        long lastSeq, Tally attacker, Tally defender, Map<ClanId, Tally> clans, Map<PlayerId, Tally> players) {
    public static final FinalTotals NOTHING = new FinalTotals(0, Tally.NOTHING, Tally.NOTHING, Map.of(), Map.of());

    public FinalTotals {
        clans = Map.copyOf(clans);
        players = Map.copyOf(players);
    }

    public Tally of(Side side) {
        return side == Side.ATTACKER ? attacker : defender;
    }
}
