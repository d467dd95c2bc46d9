package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.battle.BattleScores;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.BattleScore;
import dev.warfront.score.BattleScoreboard;
import dev.warfront.score.TotalKey;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarScore.ClanScore;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Committed scores for readers. State and totals come from one statement, so they belong together.
@Component
final class PostgresScoreboard implements Scoreboard, BattleScoreboard, BattleScores {
    private static final String SCORE = """
            select s.epoch, s.last_seq, s.final, s.updated_at, t.scope, t.scope_id, t.side,
                   t.points, t.kills, t.deaths, t.assists, t.objectives
            from clan_war_score_state s
            left join clan_war_score_totals t on t.war_id = s.war_id and %s
            where s.war_id = :war""";
    private static final String WAR = SCORE.formatted("t.scope in ('SIDE', 'CLAN')");
    private static final String BATTLE = SCORE.formatted("t.scope = 'BATTLE' and t.scope_id = :battle");

    private final DatabaseClient database;
    private final Clock clock;

    PostgresScoreboard(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<WarScore> score(WarId war) {
        return read(database.sql(WAR).bind("war", war.value()))
                .map(lines -> lines.isEmpty() ? WarScore.none(war, clock.instant()) : score(war, lines));
    }

    @Override
    public Mono<BattleScore> score(WarId war, BattleId battle) {
        return read(database.sql(BATTLE).bind("war", war.value()).bind("battle", battle.value()))
                .map(lines ->
                        lines.isEmpty() ? BattleScore.none(war, battle, clock.instant()) : score(war, battle, lines));
    }

    private static Mono<List<Line>> read(DatabaseClient.GenericExecuteSpec query) {
        return query.map(PostgresScoreboard::line).all().collectList();
    }

    private static WarScore score(WarId war, List<Line> lines) {
        var state = lines.getFirst();
        return new WarScore(
                war,
                state.epoch(),
                state.lastSeq(),
                state.isFinal(),
                tally(lines, Scope.SIDE, Side.ATTACKER),
                tally(lines, Scope.SIDE, Side.DEFENDER),
                totals(lines, Scope.CLAN)
                        .map(each -> new ClanScore(
                                new ClanId(each.key().id()), each.key().side(), each.tally()))
                        .toList(),
                state.at());
    }

    private static BattleScore score(WarId war, BattleId battle, List<Line> lines) {
        var state = lines.getFirst();
        return new BattleScore(
                war,
                battle,
                state.epoch(),
                state.lastSeq(),
                tally(lines, Scope.BATTLE, Side.ATTACKER).points(),
                tally(lines, Scope.BATTLE, Side.DEFENDER).points(),
                state.at());
    }

    private static Tally tally(List<Line> lines, Scope scope, Side side) {
        return totals(lines, scope)
                .filter(each -> each.key().side() == side)
                .map(Total::tally)
                .findFirst()
                .orElse(Tally.NOTHING);
    }

    private static Stream<Total> totals(List<Line> lines, Scope scope) {
        return lines.stream()
                .flatMap(each -> Stream.ofNullable(each.total()))
                .filter(each -> each.key().scope() == scope);
    }

    private static Line line(Readable row) {
        return new Line(
                required(row, "epoch", Integer.class),
                required(row, "last_seq", Long.class),
                required(row, "final", Boolean.class),
                required(row, "updated_at", Instant.class),
                row.get("scope", String.class) == null
                        ? null
                        : new Total(StoredTotals.key(row), StoredTotals.tally(row)));
    }

    @Override
    public Mono<Stats> stats(WarId war) {
        return database.sql("""
                        select last_seq, accepted, duplicates, rejected, closed_seq, final, after_final
                        from clan_war_score_state where war_id = :war""")
                .bind("war", war.value())
                .map(row -> new Stats(
                        required(row, "last_seq", Long.class),
                        required(row, "accepted", Long.class),
                        required(row, "duplicates", Long.class),
                        required(row, "rejected", Long.class),
                        row.get("closed_seq", Long.class),
                        required(row, "final", Boolean.class),
                        required(row, "after_final", Long.class)))
                .one()
                .defaultIfEmpty(new Stats(0, 0, 0, 0, null, false, 0));
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
        return score(war, battle).map(score -> new BattleScores.Score(score.attacker(), score.defender()));
    }

    private record Total(TotalKey key, Tally tally) {}

    /// The state of the war with one of its totals.
    ///
    /// @param total null when there is none
    private record Line(
            int epoch,
            long lastSeq,
            boolean isFinal,
            Instant at,
            @Nullable Total total) {}
}
