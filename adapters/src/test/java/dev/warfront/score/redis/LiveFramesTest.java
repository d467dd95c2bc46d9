package dev.warfront.score.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.ScoreUpdate;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore.ClanScore;
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
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/// What one node pushes of scores and another receives, over the real Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveFramesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");
    private static final ScoreStreamRules RULES = new ScoreStreamRules(50, 50, 1_000, 300);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final JsonMapper json = WireJson.jsonMapper();
    private final RedisLiveFrames frames = new RedisLiveFrames(ScoresOnRedis.template(), json, RULES, metrics);
    private final RedisScoreUpdates watched =
            new RedisScoreUpdates(ScoresOnRedis.template().getConnectionFactory(), ScoresOnRedis.template(), json);
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
    }

    @AfterEach
    void everyServerIsUp() {
        EmbeddedServers.shared().redis().start();
    }

    /// From the first connection on; a busy Redis may take its time.
    private static StepVerifier.Step<ScoreUpdate> watching(Flux<ScoreUpdate> updates) {
        return updates.skipWhile(ScoreUpdate.Disconnected.class::isInstance)
                .as(StepVerifier::create)
                .expectNext(new ScoreUpdate.Connected());
    }

    @Test
    void givenAWatchedWar_itsChangeIsReceivedAsItWasPushed() {
        var pushed = change(0, 7, false);

        watching(watched.watchWar(war))
                .then(() -> frames.push(List.of(pushed)).block(PATIENCE))
                .expectNext(new ScoreUpdate.Changed(pushed))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenAWatchedBattle_onlyItsOwnPointsAreReceived() {
        var battle = new BattleId(UUID.randomUUID());
        var other = new BattleId(UUID.randomUUID());
        var pushed = in(battle, other, 0, 9);

        watching(watched.watchBattle(battle))
                .then(() -> frames.push(List.of(pushed)).block(PATIENCE))
                .assertNext(update -> {
                    var received = changed(update);
                    assertThat(received.battles()).containsExactly(new BattlePoints(battle, 9, 4));
                    assertThat(received.sides()).isEmpty();
                    assertThat(received.clans()).isEmpty();
                })
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenManyChangesAtOnce_theFirstIsReceivedAlone_andTheOthersAsOne() {
        var crowded = new WarId(UUID.randomUUID());
        var changes = List.of(
                change(crowded, 0, 1, false),
                change(crowded, 1, 2, false),
                change(crowded, 2, 5, false),
                change(crowded, 5, 6, true));

        watching(watched.watchWar(crowded))
                .then(() -> frames.push(changes).block(PATIENCE))
                .expectNext(new ScoreUpdate.Changed(changes.getFirst()))
                .assertNext(update -> {
                    var merged = changed(update);
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
        var pushed = change(soiled, 0, 3, false);

        watching(watched.watchWar(soiled))
                .then(() -> ScoresOnRedis.template()
                        .convertAndSend(ScoreChannels.of(soiled), "{\"war_id\": 7}")
                        .block(PATIENCE))
                .expectNext(new ScoreUpdate.Connected())
                .then(() -> frames.push(List.of(pushed)).block(PATIENCE))
                .expectNext(new ScoreUpdate.Changed(pushed))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenRedisGoesAndComesBack_theSubscriberIsDisconnectedAndThenConnectedAgain() {
        var redis = EmbeddedServers.shared().redis();
        var cut = new WarId(UUID.randomUUID());
        var pushed = change(cut, 0, 3, false);

        try (var updates = new ReceivedUpdates(watched.watchWar(cut))) {
            updates.await(ScoreUpdate.Connected.class);
            redis.stop();
            updates.await(ScoreUpdate.Disconnected.class);
            frames.push(List.of(pushed)).block(PATIENCE);
            redis.start();
            updates.await(ScoreUpdate.Connected.class);
        }
    }

    @Test
    void givenTwoWhoWatchOneWar_bothReceiveItsChange_andTheOtherStaysWhenOneLeaves() {
        var shared = new WarId(UUID.randomUUID());
        var first = change(shared, 0, 3, false);
        var second = change(shared, 3, 5, false);

        watching(watched.watchWar(shared))
                .then(() -> watching(watched.watchWar(shared))
                        .then(() -> frames.push(List.of(first)).block(PATIENCE))
                        .expectNext(new ScoreUpdate.Changed(first))
                        .thenCancel()
                        .verify(PATIENCE))
                .expectNext(new ScoreUpdate.Changed(first))
                .then(() -> frames.push(List.of(second)).block(PATIENCE))
                .expectNext(new ScoreUpdate.Changed(second))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenAWatcherThatLeftAndCameAgain_changesArriveAgain() {
        var left = new WarId(UUID.randomUUID());
        var pushed = change(left, 0, 3, false);

        for (var time = 0; time < 5; time++) {
            watching(watched.watchWar(left)).thenCancel().verify(PATIENCE);
        }

        watching(watched.watchWar(left))
                .then(() -> frames.push(List.of(pushed)).block(PATIENCE))
                .expectNext(new ScoreUpdate.Changed(pushed))
                .thenCancel()
                .verify(PATIENCE);
    }

    private static WarScoreChange changed(ScoreUpdate update) {
        assertThat(update).isInstanceOf(ScoreUpdate.Changed.class);
        return ((ScoreUpdate.Changed) update).change();
    }

    private WarScoreChange change(long prevSeq, long lastSeq, boolean last) {
        return change(war, prevSeq, lastSeq, last);
    }

    private static WarScoreChange change(WarId war, long prevSeq, long lastSeq, boolean last) {
        var points = new Tally(10 * lastSeq, lastSeq, 0, 0, 0);
        return new WarScoreChange(
                war,
                1,
                lastSeq,
                prevSeq,
                Map.of(Side.ATTACKER, points, Side.DEFENDER, new Tally(0, 0, lastSeq, 0, 0)),
                List.of(new ClanScore(new ClanId(new UUID(4, 2)), Side.ATTACKER, points)),
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
