package dev.warfront.score.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static dev.warfront.kernel.rsocket.StreamFixture.SCORE_RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleTerms;
import dev.warfront.battle.BattleView;
import dev.warfront.battle.BattleViews;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import dev.warfront.kernel.rsocket.StreamFixture;
import dev.warfront.score.BattleScore;
import dev.warfront.score.HotBattles;
import dev.warfront.score.cache.TestHotBattles;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class BattleScoreStreamTest {
    private static final WarId WAR = new WarId(new UUID(7, 1));
    private static final BattleId BATTLE = new BattleId(new UUID(7, 2));
    private static final String ROUTE = "battle." + BATTLE.value() + ".score";

    private final FakeBattles battles = new FakeBattles();
    private final FakeScores scores = new FakeScores(WAR, BATTLE, new ClanId(new UUID(7, 3)));
    private final HotBattles hot = TestHotBattles.over(scores, Ticker.systemTicker());
    private final ChangeNotifier changes = new ChangeNotifier();
    private final StreamFixture fixture = StreamFixture.with((streams, _) -> List.of(
            new BattleScoreStream(new ScoreStreams(streams, changes, RULES), battles, hot, scores, SCORE_RULES)));

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void givenABattle_pointsHolderAndEndAreShown() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .assertNext(frame -> {
                        assertFrame(frame, "SNAPSHOT", 0, 0);
                        assertThat(frame.at("/data/status").asString()).isEqualTo("CREATED");
                        assertThat(frame.at("/data/holder_side").asString()).isEqualTo("DEFENDER");
                    })
                    .then(() -> scores.push(scores.score(10)))
                    .assertNext(frame -> assertFrame(frame, "DELTA", 1, 10))
                    .then(() -> battles.status = BattleStatus.ACTIVE)
                    .then(() -> changes.changed(BATTLE.value()))
                    .assertNext(frame -> {
                        assertFrame(frame, "SNAPSHOT", 1, 10);
                        assertThat(frame.at("/data/status").asString()).isEqualTo("ACTIVE");
                    })
                    .then(() -> battles.end(scores.points()))
                    .then(() -> changes.changed(BATTLE.value()))
                    .assertNext(frame -> {
                        assertFrame(frame, "SNAPSHOT", 1, 10);
                        assertThat(frame.at("/data/holder_side").asString()).isEqualTo("ATTACKER");
                        assertThat(frame.at("/data/winner_side").asString()).isEqualTo("ATTACKER");
                    })
                    .assertNext(frame ->
                            assertThat(frame.at("/data/code").asString()).isEqualTo("COMPLETED"))
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenANodeThatRemembersOldPoints_theFirstFrameShowsThoseThatAreStored() {
        hot.scores().of(new BattleScore.Key(WAR, BATTLE)).block(PATIENCE);
        scores.score(10);

        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .assertNext(frame -> assertFrame(frame, "SNAPSHOT", 1, 10))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    /// A change of status has no number of its own, so a number alone does not prove that nothing is missing.
    @Test
    void givenAResumedClientWithTheNewestNumber_itGetsAFrameThatSaysAll() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.resume(ROUTE, 1, 0))
                    .assertNext(
                            frame -> assertThat(frame.get("kind").asString()).isEqualTo("RESET"))
                    .assertNext(frame -> assertFrame(frame, "SNAPSHOT", 0, 0))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    private static void assertFrame(JsonNode frame, String kind, long seq, long attacker) {
        assertThat(frame.get("kind").asString()).isEqualTo(kind);
        assertThat(frame.get("seq").asLong()).isEqualTo(seq);
        assertThat(frame.at("/data/attacker_score").asLong()).isEqualTo(attacker);
    }

    private static final class FakeBattles implements BattleViews {
        private volatile BattleStatus status = BattleStatus.CREATED;
        private volatile long points;

        private void end(long atItsEnd) {
            points = atItsEnd;
            status = BattleStatus.ENDED;
        }

        @Override
        public Mono<BattleView> find(BattleId id) {
            return Mono.fromSupplier(() -> view(status == BattleStatus.ENDED));
        }

        private BattleView view(boolean over) {
            var now = Instant.EPOCH;
            return new BattleView(
                    terms(now),
                    status,
                    now,
                    now,
                    over ? now : null,
                    points,
                    0,
                    over ? Side.ATTACKER : Side.DEFENDER,
                    over ? Side.ATTACKER : null,
                    over ? BattleEndReason.DECISIVE : null,
                    over,
                    new UUID(7, 5),
                    1);
        }

        private static BattleTerms terms(Instant now) {
            var zone = new BattleTerms.Zone(new Location(0, 0, 0), 500, -500, 500);
            return new BattleTerms(
                    BATTLE,
                    WAR,
                    new TerritoryId(new UUID(7, 4)),
                    TerritoryType.STRATEGIC,
                    now,
                    zone,
                    50,
                    BattleTerms.Host.GAME_SERVER);
        }

        @Override
        public Mono<Page<BattleView>> list(@Nullable BattleStatus wanted, PageRequest page) {
            return wanted == null || wanted == status ? ofWar(WAR, page) : Mono.just(new Page<>(List.of(), null));
        }

        @Override
        public Mono<Page<BattleView>> ofWar(WarId war, PageRequest page) {
            return find(BATTLE).map(battle -> new Page<>(List.of(battle), null));
        }
    }
}
