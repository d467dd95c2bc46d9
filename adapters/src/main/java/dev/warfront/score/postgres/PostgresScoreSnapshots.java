package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.BattleScore;
import dev.warfront.score.ScoreSnapshots;
import dev.warfront.score.TotalKey;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.score.WarScore;
import dev.warfront.score.WarScoreChange.ClanTally;
import dev.warfront.war.Tally;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Committed scores for the streams. State and totals come from one statement, so they belong together.
@Component
final class PostgresScoreSnapshots implements ScoreSnapshots {
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

    PostgresScoreSnapshots(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<WarScore> war(WarId war) {
        return read(database.sql(WAR).bind("war", war.value()))
                .map(lines -> lines.isEmpty() ? WarScore.none(war, clock.instant()) : warScore(war, lines));
    }

    @Override
    public Mono<BattleScore> battle(WarId war, BattleId battle) {
        return read(database.sql(BATTLE).bind("war", war.value()).bind("battle", battle.value()))
                .map(lines -> lines.isEmpty()
                        ? BattleScore.none(war, battle, clock.instant())
                        : battleScore(war, battle, lines));
    }

    private Mono<List<Line>> read(DatabaseClient.GenericExecuteSpec query) {
        return query.map(PostgresScoreSnapshots::line).all().collectList();
    }

    private static WarScore warScore(WarId war, List<Line> lines) {
        var state = lines.getFirst();
        return new WarScore(
                war,
                state.epoch(),
                state.lastSeq(),
                tally(lines, Scope.SIDE, Side.ATTACKER),
                tally(lines, Scope.SIDE, Side.DEFENDER),
                lines.stream()
                        .flatMap(Line::clan)
                        .collect(Collectors.toUnmodifiableMap(ClanTally::clan, Function.identity())),
                state.isFinal(),
                state.at());
    }

    private static BattleScore battleScore(WarId war, BattleId battle, List<Line> lines) {
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
        return lines.stream()
                .flatMap(line -> line.total(scope))
                .filter(total -> total.key().side() == side)
                .map(Total::tally)
                .reduce(Tally.NOTHING, Tally::plus);
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

    private record Total(TotalKey key, Tally tally) {}

    /// The state of the war with one of its totals.
    ///
    /// @param total null when there is none
    private record Line(
            int epoch,
            long lastSeq,
            boolean isFinal,
            Instant at,
            @Nullable Total total) {
        Stream<Total> total(Scope scope) {
            return Stream.ofNullable(total).filter(each -> each.key().scope() == scope);
        }

        Stream<ClanTally> clan() {
            return total(Scope.CLAN)
                    .map(each -> new ClanTally(
                            new ClanId(each.key().id()), each.key().side(), each.tally()));
        }
    }
}
