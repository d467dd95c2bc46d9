package dev.warfront.score.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.score.Counts;
import dev.warfront.score.ScoreNews;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.score.WarScoreChange.ClanCounts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.Disposable;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/// What one node tells of scores and another hears, over the real Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveFramesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");
    private static final ScoreStreamRules RULES = new ScoreStreamRules(50, 50, 1_000, 300);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final JsonMapper json = WireJson.jsonMapper();
    private final RedisLiveFrames frames = new RedisLiveFrames(ScoresOnRedis.template(), json, RULES, metrics);
    private final RedisWatchedScores watched =
            new RedisWatchedScores(ScoresOnRedis.template().getConnectionFactory(), ScoresOnRedis.template(), json);
    private final WarId war = new WarId(UUID.randomUUID());
    private Disposable publishing = () -> {};

    @BeforeAll
    void begin() {
        publishing = frames.run().subscribe();
    }

    @AfterAll
    void end() {
        publishing.dispose();
        frames.destroy();
        watched.finish().block(PATIENCE);
    }

    @AfterEach
    void everyServerIsUp() {
        EmbeddedServers.shared().redis().start();
    }

    @Test
    void givenAWatchedWar_itsChangeIsHeardAsItWasTold() {
        var told = change(0, 7, false);

        watched.watchWar(war)
                .as(StepVerifier::create)
                .expectNext(new ScoreNews.Listening())
                .then(() -> frames.push(List.of(told)).block(PATIENCE))
                .expectNext(new ScoreNews.Changed(told))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenAWatchedBattle_onlyItsOwnPointsAreHeard() {
        var battle = new BattleId(UUID.randomUUID());
        var other = new BattleId(UUID.randomUUID());
        var told = in(battle, other, 0, 9);

        watched.watchBattle(battle)
                .as(StepVerifier::create)
                .expectNext(new ScoreNews.Listening())
                .then(() -> frames.push(List.of(told)).block(PATIENCE))
                .assertNext(news -> {
                    var heard = changed(news);
                    assertThat(heard.battles()).containsExactly(new BattlePoints(battle, 9, 4));
                    assertThat(heard.sides()).isEmpty();
                    assertThat(heard.clans()).isEmpty();
                })
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenManyChangesAtOnce_theFirstIsHeardAlone_andTheOthersAsOne() {
        var crowded = new WarId(UUID.randomUUID());
        var changes = List.of(
                change(crowded, 0, 1, false),
                change(crowded, 1, 2, false),
                change(crowded, 2, 5, false),
                change(crowded, 5, 6, true));

        watched.watchWar(crowded)
                .as(StepVerifier::create)
                .expectNext(new ScoreNews.Listening())
                .then(() -> frames.push(changes).block(PATIENCE))
                .expectNext(new ScoreNews.Changed(changes.getFirst()))
                .assertNext(news -> {
                    var merged = changed(news);
                    assertThat(merged.prevSeq()).isEqualTo(1);
                    assertThat(merged.lastSeq()).isEqualTo(6);
                    assertThat(merged.last()).isTrue();
                })
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenGarbageOnTheChannel_theStoreIsAskedAndWatchingGoesOn() {
        var soiled = new WarId(UUID.randomUUID());
        var told = change(soiled, 0, 3, false);

        watched.watchWar(soiled)
                .as(StepVerifier::create)
                .expectNext(new ScoreNews.Listening())
                .then(() -> ScoresOnRedis.template()
                        .convertAndSend(ScoreChannels.of(soiled), "{\"war_id\": 7}")
                        .block(PATIENCE))
                .expectNext(new ScoreNews.Listening())
                .then(() -> frames.push(List.of(told)).block(PATIENCE))
                .expectNext(new ScoreNews.Changed(told))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenRedisGoesAndComesBack_theWatcherIsDeafAndThenListensAgain() {
        var redis = EmbeddedServers.shared().redis();
        var cut = new WarId(UUID.randomUUID());
        var told = change(cut, 0, 3, false);

        watched.watchWar(cut)
                .as(StepVerifier::create)
                .expectNext(new ScoreNews.Listening())
                .then(redis::stop)
                .thenConsumeWhile(news -> news instanceof ScoreNews.Listening)
                .expectNext(new ScoreNews.Disconnected())
                .then(() -> frames.push(List.of(told)).block(PATIENCE))
                .then(redis::start)
                .thenConsumeWhile(news -> news instanceof ScoreNews.Disconnected)
                .expectNext(new ScoreNews.Listening())
                .thenCancel()
                .verify(PATIENCE);
    }

    private static WarScoreChange changed(ScoreNews news) {
        assertThat(news).isInstanceOf(ScoreNews.Changed.class);
        return ((ScoreNews.Changed) news).change();
    }

    private WarScoreChange change(long prevSeq, long lastSeq, boolean last) {
        return change(war, prevSeq, lastSeq, last);
    }

    private static WarScoreChange change(WarId war, long prevSeq, long lastSeq, boolean last) {
        var points = new Counts(10 * lastSeq, lastSeq, 0, 0, 0);
        return new WarScoreChange(
                war,
                1,
                lastSeq,
                prevSeq,
                Map.of(Side.ATTACKER, points, Side.DEFENDER, new Counts(0, 0, lastSeq, 0, 0)),
                List.of(new ClanCounts(new ClanId(new UUID(4, 2)), Side.ATTACKER, points)),
                List.of(),
                last,
                AT);
    }

    private WarScoreChange in(BattleId battle, BattleId other, long prevSeq, long lastSeq) {
        var whole = change(new WarId(UUID.randomUUID()), prevSeq, lastSeq, false);
        return new WarScoreChange(
                whole.war(),
                whole.epoch(),
                lastSeq,
                prevSeq,
                whole.sides(),
                whole.clans(),
                List.of(new BattlePoints(battle, 9, 4), new BattlePoints(other, 1, 1)),
                false,
                AT);
    }
}
