package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The score of a war as of one commit.
///
/// @param epoch numbering that lastSeq belongs to, 1 at first; rises when totals were rebuilt
/// @param lastSeq the last ledger row that is in it; 0 before the first
/// @param isFinal no row will follow
/// @param clans clans that have scored; attackers first, then by id
/// @param at when it became so
public record WarScore(
        WarId war,
        int epoch,
        long lastSeq,
        boolean isFinal,
        Tally attacker,
        Tally defender,
        List<ClanScore> clans,
        Instant at) {
    private static final Comparator<ClanScore> ORDER = Comparator.comparing(ClanScore::side)
            .thenComparing(each -> each.clan().value());

    public WarScore {
        clans = clans.stream().sorted(ORDER).toList();
    }

    /// Nobody has scored yet.
    public static WarScore none(WarId war, Instant at) {
        return new WarScore(war, 1, 0, false, Tally.NOTHING, Tally.NOTHING, List.of(), at);
    }

    public Tally of(Side side) {
        return side == Side.ATTACKER ? attacker : defender;
    }

    /// What a clan has scored in the war.
    public record ClanScore(ClanId clan, Side side, Tally tally) {}
}
