package dev.warfront.score;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.WarScoreChange.ClanTally;
import dev.warfront.war.Tally;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The committed score of a war as of one commit.
///
/// @param clans clans that have scored, by id
/// @param last true when no point can follow
public record WarScore(
        WarId war,
        int epoch,
        long lastSeq,
        Tally attacker,
        Tally defender,
        Map<ClanId, ClanTally> clans,
        boolean last,
        Instant at)
        implements CommittedScore<WarScore> {
    public WarScore {
        clans = Map.copyOf(clans);
    }

    /// Nobody has scored yet.
    public static WarScore none(WarId war, Instant at) {
        return new WarScore(war, 1, 0, Tally.NOTHING, Tally.NOTHING, Map.of(), false, at);
    }

    public Tally of(Side side) {
        return side == Side.ATTACKER ? attacker : defender;
    }

    /// Clans in a stable order: attackers first, then by id.
    public List<ClanTally> clansInOrder() {
        return clans.values().stream()
                .sorted(Comparator.comparing(ClanTally::side)
                        .thenComparing(clan -> clan.clan().value()))
                .toList();
    }

    @Override
    public WarScore after(WarScoreChange change) {
        var changed = new TreeMap<ClanId, ClanTally>(Comparator.comparing(ClanId::value));
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
