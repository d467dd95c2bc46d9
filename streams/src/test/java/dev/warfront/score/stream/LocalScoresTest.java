package dev.warfront.score.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.rsocket.FakeScores;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LocalScoresTest {
    private static final WarId WAR = new WarId(new UUID(9, 1));
    private static final BattleId BATTLE = new BattleId(new UUID(9, 2));

    private final FakeScores scores = new FakeScores(WAR, BATTLE, new ClanId(new UUID(9, 3)));
    private final LocalScores local = new LocalScores();

    @Test
    void givenWhoWatchesAWarOrABattle_everyChangeOfItReachesThem_andThoseOfOthersDoNot() {
        var ofWar = new ArrayList<WarScoreChange>();
        var ofBattle = new ArrayList<WarScoreChange>();
        var others = new ArrayList<WarScoreChange>();
        var watching = List.of(
                local.ofWar(WAR).subscribe(ofWar::add),
                local.ofBattle(BATTLE).subscribe(ofBattle::add),
                local.ofWar(new WarId(new UUID(9, 4))).subscribe(others::add),
                local.ofBattle(new BattleId(new UUID(9, 5))).subscribe(others::add));
        var first = scores.score(10);
        var second = scores.score(5);

        local.committed(List.of(first));
        local.committed(List.of(second));
        watching.forEach(each -> each.dispose());

        assertThat(ofWar).containsExactly(first, second);
        assertThat(ofBattle).containsExactly(first, second);
        assertThat(others).isEmpty();
    }

    @Test
    void givenNobodyWhoWatches_nothingIsKept() {
        local.ofWar(WAR).subscribe().dispose();

        local.committed(List.of(scores.score(10)));

        assertThat(local.watched()).isZero();
        var late = new ArrayList<WarScoreChange>();
        var watching = local.ofWar(WAR).subscribe(late::add);
        assertThat(late).isEmpty();
        assertThat(local.watched()).isOne();
        watching.dispose();
    }
}
