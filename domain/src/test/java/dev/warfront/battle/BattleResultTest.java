package dev.warfront.battle;

import static dev.warfront.battle.TestBattles.NOW;
import static dev.warfront.battle.TestBattles.anyWar;
import static dev.warfront.battle.TestBattles.created;
import static dev.warfront.battle.TestBattles.done;
import static dev.warfront.battle.TestBattles.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.territory.TerritoryType;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How battles may end, and who holds the land then.
class BattleResultTest {
    private static final UUID SERVER = new UUID(8, 8);
    private static final BattleScores.Score SCORE = new BattleScores.Score(30, 20);

    /// The defender holds, so the attacker assaults.
    @ParameterizedTest
    @CsvSource({
        "RESOURCE, DECISIVE, ATTACKER, true",
        "RESOURCE, DECISIVE, DEFENDER, false",
        "RESOURCE, DECISIVE, , false",
        "RESOURCE, THRESHOLD, DEFENDER, true",
        "RESOURCE, THRESHOLD, , false",
        "CAPITAL, THRESHOLD, ATTACKER, false",
        "RESOURCE, TIME_OVER, ATTACKER, true",
        "STRATEGIC, TIME_OVER, ATTACKER, false",
        "STRATEGIC, TIME_OVER, DEFENDER, true",
        "RESOURCE, TIME_OVER, , false",
        "CAPITAL, ROUT, ATTACKER, true",
        "CAPITAL, ROUT, , false",
        "RESOURCE, WALKOVER, DEFENDER, true",
        "RESOURCE, NO_SHOW, , true",
        "RESOURCE, NO_SHOW, ATTACKER, false",
        "RESOURCE, ABORTED, , true",
        "RESOURCE, ABORTED, DEFENDER, false",
        "RESOURCE, CANCELLED, , false"
    })
    void reasonsAndWinnersMustFit(
            TerritoryType land, BattleEndReason reason, @Nullable Side winner, boolean plausible) {
        assertThat(new BattleResult(winner, reason).reason(active(land)).isEmpty())
                .isEqualTo(plausible);
    }

    @Test
    void whoWins_holdsTheLandFromThenOn() {
        var battle = active(TerritoryType.RESOURCE);
        assertThat(battle.assaulting()).isEqualTo(Side.ATTACKER);

        var won = done(battle.end(SERVER, new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE), SCORE, NOW));
        var stopped = done(battle.abort(SCORE, NOW));

        assertThat(won.holder()).isEqualTo(Side.ATTACKER);
        assertThat(won.captured()).isTrue();
        assertThat(won.score()).isEqualTo(SCORE);
        assertThat(stopped.holder()).isEqualTo(Side.DEFENDER);
        assertThat(stopped.reason()).isEqualTo(BattleEndReason.ABORTED);
        assertThat(stopped.captured()).isFalse();
    }

    @Test
    void anAbortedBattleEndsNoEarlierThanItBegan_andBeforeTheStartItIsCancelled() {
        var early = NOW.minusSeconds(5);

        var stopped = done(active(TerritoryType.RESOURCE).abort(SCORE, early));
        var cancelled = done(waiting(null).abort(SCORE, early));

        assertThat(stopped.endedAt()).isEqualTo(NOW);
        assertThat(cancelled.endedAt()).isEqualTo(NOW);
        assertThat(cancelled.reason()).isEqualTo(BattleEndReason.CANCELLED);
        assertThat(cancelled.score()).isEqualTo(BattleScores.Score.NOTHING);
    }

    @Test
    void onlyTheNamedServerStarts_elseTheFirst() {
        var length = Duration.ofMinutes(15);
        var other = UUID.randomUUID();
        var named = waiting(SERVER);

        assertThat(named.start(other, length, NOW))
                .isEqualTo(
                        Result.refused(new BattleRefusal.NotHost(named.terms().id())));
        assertThat(done(named.start(SERVER, length, NOW)).server()).isEqualTo(SERVER);
        assertThat(done(waiting(null).start(other, length, NOW)).server()).isEqualTo(other);
    }

    private static Battle.Created waiting(@Nullable UUID server) {
        return created(anyWar(), TerritoryType.RESOURCE, NOW, server);
    }

    private static Battle.Active active(TerritoryType type) {
        return started(created(anyWar(), type, NOW, null), SERVER, NOW);
    }
}
