package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore.ClanScore;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How changes are merged and parted on their way to those who watch.
public final class ScoreChanges {
    private ScoreChanges() {}

    /// One change that says what two in a row said. Changes of two epochs do not add up: the later
    /// one alone remains.
    public static WarScoreChange merge(WarScoreChange earlier, WarScoreChange later) {
        if (earlier.epoch() != later.epoch()) {
            return later;
        }
        var sides = new EnumMap<Side, Tally>(Side.class);
        sides.putAll(earlier.sides());
        sides.putAll(later.sides());
        return new WarScoreChange(
                later.war(),
                later.epoch(),
                later.lastSeq(),
                Math.min(earlier.prevSeq(), later.prevSeq()),
                sides,
                newest(earlier.clans(), later.clans(), ClanScore::clan),
                newest(earlier.battles(), later.battles(), BattlePoints::battle),
                later.last(),
                later.at());
    }

    /// The part that those see who watch the war.
    public static WarScoreChange ofWar(WarScoreChange change) {
        return part(change, change.prevSeq(), change.sides(), change.clans(), List.of());
    }

    /// The part that those see who watch the battle.
    ///
    /// @param since the number since which nothing else changed in the battle, at most the change's prevSeq
    public static WarScoreChange ofBattle(WarScoreChange change, BattleId battle, long since) {
        var points = change.battles().stream()
                .filter(changed -> changed.battle().equals(battle))
                .toList();
        return part(change, since, Map.of(), List.of(), points);
    }

    private static WarScoreChange part(
            WarScoreChange change,
            long prevSeq,
            Map<Side, Tally> sides,
            List<ClanScore> clans,
            List<BattlePoints> battles) {
        return new WarScoreChange(
                change.war(),
                change.epoch(),
                change.lastSeq(),
                prevSeq,
                sides,
                clans,
                battles,
                change.last(),
                change.at());
    }

    private static <T, K> List<T> newest(List<T> earlier, List<T> later, Function<T, K> key) {
        var newest = new LinkedHashMap<K, T>();
        earlier.forEach(each -> newest.put(key.apply(each), each));
        later.forEach(each -> newest.put(key.apply(each), each));
        return List.copyOf(newest.values());
    }
}
