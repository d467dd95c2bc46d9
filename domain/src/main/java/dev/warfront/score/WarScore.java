package dev.warfront.score;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.WarScoreChange.ClanCounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The committed score of a war at one moment.
///
/// @param epoch numbering of the war's score, 1 at first; rises when totals were rebuilt
/// @param lastSeq the last ledger row that is in it; 0 before the first
/// @param clans clans that have scored, by id
/// @param last true when no point can follow
/// @param at when it became so
public record WarScore(
        WarId war,
        int epoch,
        long lastSeq,
        Counts attacker,
        Counts defender,
        Map<ClanId, ClanCounts> clans,
        boolean last,
        Instant at) {
    public WarScore {
        clans = Map.copyOf(clans);
    }

    /// Nobody has scored yet.
    public static WarScore none(WarId war, Instant at) {
        return new WarScore(war, 1, 0, Counts.NONE, Counts.NONE, Map.of(), false, at);
    }

    public Counts of(Side side) {
        return side == Side.ATTACKER ? attacker : defender;
    }

    /// Clans in a stable order: attackers first, then by id.
    public List<ClanCounts> standings() {
        return clans.values().stream()
                .sorted(Comparator.comparing(ClanCounts::side)
                        .thenComparing(clan -> clan.clan().value()))
                .toList();
    }

    /// The score after a change. Numbers of a change are absolute, so it fits any score that has everything up
    /// to the change's `prevSeq`, which the caller has made sure of.
    public WarScore after(WarScoreChange change) {
        var changed = new TreeMap<ClanId, ClanCounts>(Comparator.comparing(ClanId::value));
        changed.putAll(clans);
        change.clans().forEach(clan -> changed.put(clan.clan(), clan));
        return new WarScore(
                war,
                change.epoch(),
                change.lastSeq(),
                change.sides().getOrDefault(Side.ATTACKER, attacker),
                change.sides().getOrDefault(Side.DEFENDER, defender),
                changed,
                last || change.last(),
                change.at());
    }
}
