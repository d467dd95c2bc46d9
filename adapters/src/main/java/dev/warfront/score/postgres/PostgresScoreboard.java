package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.battle.BattleScores;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.TotalKey;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Tally;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Committed scores for readers. State and totals come from one statement, so they belong together.
@Component
final class PostgresScoreboard implements Scoreboard, BattleScores {
    private static final String TOTALS = """
            select s.epoch, s.last_seq as war_seq, s.final, t.scope, t.scope_id, t.side,
                   coalesce(t.points, 0) as points, coalesce(t.kills, 0) as kills, coalesce(t.deaths, 0) as deaths,
                   coalesce(t.assists, 0) as assists, coalesce(t.objectives, 0) as objectives
            from clan_war_score_state s
            left join clan_war_score_totals t on t.war_id = s.war_id and t.scope in ('SIDE', 'CLAN')
            where s.war_id = :war""";
    private final DatabaseClient database;

    PostgresScoreboard(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Scores> scores(WarId war) {
        return database.sql(TOTALS)
                .bind("war", war.value())
                .map(row -> new Line(
                        required(row, "epoch", Integer.class),
                        required(row, "war_seq", Long.class),
                        required(row, "final", Boolean.class),
                        row.get("scope", String.class) == null
                                ? new TotalKey(Scope.SIDE, war.value(), Side.ATTACKER)
                                : StoredTotals.key(row),
                        StoredTotals.tally(row)))
                .all()
                .collectList()
                .map(PostgresScoreboard::scores);
    }

    private static Scores scores(List<Line> lines) {
        if (lines.isEmpty()) {
            return new Scores(1, 0, false, Tally.NOTHING, Tally.NOTHING, List.of());
        }
        var first = lines.getFirst();
        return new Scores(
                first.epoch(),
                first.lastSeq(),
                first.isFinal(),
                side(lines, Side.ATTACKER),
                side(lines, Side.DEFENDER),
                lines.stream()
                        .filter(each -> each.key().scope() == Scope.CLAN)
                        .sorted(Comparator.comparing(each -> each.key().id()))
                        .map(each -> new ClanScore(
                                new ClanId(each.key().id()), each.key().side(), each.tally()))
                        .toList());
    }

    private static Tally side(List<Line> lines, Side side) {
        return lines.stream()
                .filter(each -> each.key().scope() == Scope.SIDE && each.key().side() == side)
                .map(each -> each.tally())
                .findFirst()
                .orElse(Tally.NOTHING);
    }

    @Override
    public Mono<Stats> stats(WarId war) {
        return database.sql("""
                        select last_seq, accepted, duplicates, rejected, closed_seq, final
                        from clan_war_score_state where war_id = :war""")
                .bind("war", war.value())
                .map(row -> new Stats(
                        required(row, "last_seq", Long.class),
                        required(row, "accepted", Long.class),
                        required(row, "duplicates", Long.class),
                        required(row, "rejected", Long.class),
                        row.get("closed_seq", Long.class),
                        required(row, "final", Boolean.class)))
                .one()
                .defaultIfEmpty(new Stats(0, 0, 0, 0, null, false));
    }

    @Override
    public Mono<Map<PlayerId, Tally>> players(WarId war, Collection<PlayerId> players) {
        if (players.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        select scope, scope_id, side, points, kills, deaths, assists, objectives
                        from clan_war_score_totals
                        where war_id = :war and scope = 'PLAYER' and scope_id = any(:players)""")
                .bind("war", war.value())
                .bind("players", players.stream().map(PlayerId::value).toArray(UUID[]::new))
                .map(row -> Map.entry(new PlayerId(required(row, "scope_id", UUID.class)), StoredTotals.tally(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<BattleScores.Score> of(WarId war, BattleId battle) {
        return database.sql("""
                        select coalesce(sum(points) filter (where side = 'ATTACKER'), 0)::bigint as attacker,
                               coalesce(sum(points) filter (where side = 'DEFENDER'), 0)::bigint as defender
                        from clan_war_score_totals
                        where war_id = :war and scope = 'BATTLE' and scope_id = :battle""")
                .bind("war", war.value())
                .bind("battle", battle.value())
                .map(row -> new BattleScores.Score(
                        required(row, "attacker", Long.class), required(row, "defender", Long.class)))
                .one();
    }

    private record Line(int epoch, long lastSeq, boolean isFinal, TotalKey key, Tally tally) {}
}
