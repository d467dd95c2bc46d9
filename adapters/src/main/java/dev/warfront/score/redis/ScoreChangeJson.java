package dev.warfront.score.redis;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.Counts;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.score.WarScoreChange.ClanCounts;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A change of a war's score on its way between nodes.
///
/// @param last no point can follow
record ScoreChangeJson(
        UUID warId,
        int epoch,
        long lastSeq,
        long prevSeq,
        Map<Side, CountsJson> sides,
        List<ClanJson> clans,
        List<BattleJson> battles,
        boolean last,
        Instant at) {
    record CountsJson(long points, long kills, long deaths, long assists, long objectives) {
        static CountsJson of(Counts counts) {
            return new CountsJson(
                    counts.points(), counts.kills(), counts.deaths(), counts.assists(), counts.objectives());
        }

        Counts counts() {
            return new Counts(points, kills, deaths, assists, objectives);
        }
    }

    record ClanJson(UUID clanId, Side side, CountsJson counts) {}

    record BattleJson(UUID battleId, long attacker, long defender) {}

    static ScoreChangeJson of(WarScoreChange change) {
        var sides = new EnumMap<Side, CountsJson>(Side.class);
        change.sides().forEach((side, counts) -> sides.put(side, CountsJson.of(counts)));
        return new ScoreChangeJson(
                change.war().value(),
                change.epoch(),
                change.lastSeq(),
                change.prevSeq(),
                sides,
                change.clans().stream()
                        .map(clan -> new ClanJson(clan.clan().value(), clan.side(), CountsJson.of(clan.counts())))
                        .toList(),
                change.battles().stream()
                        .map(points -> new BattleJson(points.battle().value(), points.attacker(), points.defender()))
                        .toList(),
                change.last(),
                change.at());
    }

    WarScoreChange change() {
        var changed = new EnumMap<Side, Counts>(Side.class);
        sides.forEach((side, counts) -> changed.put(side, counts.counts()));
        return new WarScoreChange(
                new WarId(warId),
                epoch,
                lastSeq,
                prevSeq,
                changed,
                clans.stream()
                        .map(clan -> new ClanCounts(
                                new ClanId(clan.clanId()),
                                clan.side(),
                                clan.counts().counts()))
                        .toList(),
                battles.stream()
                        .map(points ->
                                new BattlePoints(new BattleId(points.battleId()), points.attacker(), points.defender()))
                        .toList(),
                last,
                at);
    }
}
