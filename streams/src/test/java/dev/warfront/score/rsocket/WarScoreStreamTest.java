package dev.warfront.score.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static dev.warfront.kernel.rsocket.StreamFixture.SCORE_RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import dev.warfront.kernel.rsocket.StreamFixture;
import dev.warfront.war.HotWars;
import dev.warfront.war.WarStatus;
import dev.warfront.war.cache.TestHotWars;
import dev.warfront.war.rsocket.FakeWars;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class WarScoreStreamTest {
    private static final String ROUTE = "war." + FakeWars.WAR.value() + ".score";

    private final FakeWars wars = new FakeWars();
    private final FakeScores scores = new FakeScores(FakeWars.WAR, new BattleId(new UUID(0, 7)), FakeWars.ATTACKER);
    private final HotWars hot = TestHotWars.over(wars, scores, Ticker.systemTicker());
    private final ChangeNotifier changes = new ChangeNotifier();
    private final StreamFixture fixture = StreamFixture.with((streams, _) ->
            List.of(new WarScoreStream(new ScoreStreams(streams, changes, RULES), hot, scores, SCORE_RULES)));

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void givenAWar_itsScoreComesAsASnapshotAndThenWhatChanged() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .assertNext(frame -> {
                        assertFrame(frame, "SNAPSHOT", 0, 0);
                        assertThat(frame.at("/data/defender/points").asLong()).isZero();
                        assertThat(frame.at("/data/clans").isEmpty()).isTrue();
                    })
                    .then(() -> scores.push(scores.score(10)))
                    .assertNext(frame -> {
                        assertFrame(frame, "DELTA", 1, 10);
                        assertThat(frame.get("epoch").asLong()).isEqualTo(1);
                        assertThat(frame.get("data").has("defender")).isFalse();
                        assertThat(frame.at("/data/clans/0/side").asString()).isEqualTo("ATTACKER");
                        assertThat(frame.at("/data/final").asBoolean()).isFalse();
                    })
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenANodeThatRemembersAnOldScore_theFirstFrameShowsTheStoredOne() {
        hot.scores().of(FakeWars.WAR).block(PATIENCE);
        scores.score(10);

        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .assertNext(frame -> assertFrame(frame, "SNAPSHOT", 1, 10))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenALostChange_theGapIsReadFromTheStore() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .expectNextCount(1)
                    .then(() -> {
                        scores.score(10);
                        scores.push(scores.score(5));
                    })
                    .assertNext(frame -> {
                        assertFrame(frame, "DELTA", 2, 15);
                        assertThat(frame.get("prev_seq").asLong()).isZero();
                    })
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenNoUpdates_theStoreIsReadAtTheRateOfTheStream() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .expectNextCount(1)
                    .then(scores::disconnect)
                    .then(() -> scores.score(10))
                    .assertNext(frame -> assertFrame(frame, "DELTA", 1, 10))
                    .then(() -> scores.score(3))
                    .assertNext(frame -> assertFrame(frame, "DELTA", 2, 13))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenRebuiltTotals_theStreamIsReset() {
        try (var client = fixture.client()) {
            StepVerifier.create(
                            client.stream(ROUTE).map(frame -> frame.get("kind").asString()))
                    .expectNext("SNAPSHOT")
                    .then(scores::rebuilt)
                    .then(() -> changes.changed(FakeWars.WAR.value()))
                    .expectNext("RESET", "SNAPSHOT")
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenTheEndOfTheWar_theFinalScoreComesLast() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .expectNextCount(1)
                    .then(() -> scores.push(scores.score(10)))
                    .assertNext(frame -> assertFrame(frame, "DELTA", 1, 10))
                    .then(() -> {
                        scores.finish();
                        wars.enter(WarStatus.ENDING, "TIME_LIMIT");
                        wars.end();
                        changes.changed(FakeWars.WAR.value());
                    })
                    .assertNext(frame -> {
                        assertFrame(frame, "SNAPSHOT", 1, 10);
                        assertThat(frame.at("/data/final").asBoolean()).isTrue();
                    })
                    .assertNext(frame ->
                            assertThat(frame.at("/data/code").asString()).isEqualTo("COMPLETED"))
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    /// Whatever is lost on the way: no gap is silent and the last state is that of the store.
    @Test
    void givenRandomLosses_theClientEndsWithTheStoredScore() {
        var seed = 20261201L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        try (var client = fixture.client()) {
            var seq = new long[] {-1};
            var seen = new long[1];
            var verifier = StepVerifier.create(client.stream(ROUTE).doOnNext(frame -> {
                        if (frame.get("kind").asString().equals("DELTA")) {
                            assertThat(frame.get("prev_seq").asLong()).isEqualTo(seq[0]);
                        }
                        seq[0] = frame.get("seq").asLong();
                        seen[0] = frame.at("/data/attacker/points").asLong(seen[0]);
                    }))
                    .expectNextCount(1);
            for (var i = 0; i < 200; i++) {
                var lost = random.nextInt(3) == 0;
                var twice = random.nextInt(5) == 0;
                verifier.then(() -> {
                    var change = scores.score(random.nextInt(50));
                    if (!lost) {
                        scores.push(change);
                    }
                    if (twice) {
                        scores.push(change);
                    }
                });
            }
            verifier.then(() -> {
                        scores.finish();
                        wars.enter(WarStatus.ENDING, "TIME_LIMIT");
                        wars.end();
                        changes.changed(FakeWars.WAR.value());
                    })
                    .thenConsumeWhile(_ -> true)
                    .expectComplete()
                    .verify(PATIENCE);
            assertThat(seen[0]).isEqualTo(scores.points());
            assertThat(seq[0]).isEqualTo(200);
        }
    }

    private static void assertFrame(JsonNode frame, String kind, long seq, long attacker) {
        assertThat(frame.get("kind").asString()).isEqualTo(kind);
        assertThat(frame.get("seq").asLong()).isEqualTo(seq);
        assertThat(frame.at("/data/attacker/points").asLong()).isEqualTo(attacker);
    }
}
