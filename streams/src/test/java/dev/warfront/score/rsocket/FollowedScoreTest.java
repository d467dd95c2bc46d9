package dev.warfront.score.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.score.rsocket.WarScoreStream.View;
import dev.warfront.war.HotWars;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarStatus;
import dev.warfront.war.cache.TestHotWars;
import dev.warfront.war.rsocket.FakeWars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/// What following a war's score shows and costs, beside others who read the war on the same node.
@Isolated
class FollowedScoreTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final FakeWars wars = new FakeWars();
    private final FakeScores scores = new FakeScores(FakeWars.WAR, new BattleId(new UUID(0, 7)), FakeWars.ATTACKER);
    private final Sinks.Many<Object> notices = Sinks.many().multicast().directBestEffort();
    private final List<View> shown = new ArrayList<>();
    private final Disposable.Composite running = Disposables.composite();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final HotWars hot = TestHotWars.over(wars, scores, () -> time.now(TimeUnit.NANOSECONDS));

    @BeforeEach
    void start() {
        VirtualTimeScheduler.set(time);
    }

    @AfterEach
    void stop() {
        running.dispose();
        VirtualTimeScheduler.reset();
    }

    private void follow() {
        follow(hot);
    }

    private void follow(HotWars hot) {
        var score = WarScoreStream.followed(FakeWars.WAR, hot, scores);
        running.add(ScoreStreams.views(score, notices.asFlux(), PERIOD).subscribe(shown::add));
    }

    @Test
    void givenNoRedis_streamsAndOtherReadersOfAWarReadItOnceASecond() {
        follow();
        follow();
        follow();
        scores.disconnect();
        running.add(Flux.interval(Duration.ofMillis(50))
                .concatMap(_ -> hot.wars().of(FakeWars.WAR).then(hot.scores().of(FakeWars.WAR)))
                .subscribe());
        running.add(Flux.interval(Duration.ofMillis(300)).subscribe(_ -> changed()));
        wars.reads.set(0);
        scores.reads.set(0);

        time.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(wars.reads.get()).isEqualTo(10);
        assertThat(scores.reads.get()).isEqualTo(10);
    }

    @Test
    void givenNoRedis_whatThisNodeCommitsIsShownAtTheNextAsking() {
        follow();
        scores.disconnect();
        var change = scores.score(10);
        hot.scored(FakeWars.WAR, change::appliedTo, stats -> stats);

        time.advanceTimeBy(SECOND.minusMillis(1));
        changed();

        assertThat(seqs()).containsExactly(0L, 1L);
        assertThat(scores.reads.get()).isOne();
    }

    @Test
    void givenNoRedis_aNoticeDoesNotEndTheReading() {
        follow();
        scores.disconnect();
        changed();
        scores.score(10);

        time.advanceTimeBy(SECOND);

        assertThat(seqs()).containsExactly(0L, 1L);
    }

    @Test
    void givenChangesOfAnotherNode_theyAreRememberedForAll_andWithoutRedisTheScoreDoesNotGoBack() {
        follow();
        scores.push(scores.score(10));
        scores.push(scores.score(1));
        assertThat(hot.scores().known(FakeWars.WAR))
                .isNotNull()
                .extracting(WarScore::lastSeq)
                .isEqualTo(2L);
        scores.disconnect();
        scores.score(5);

        time.advanceTimeBy(SECOND.minusMillis(1));
        assertThat(seqs()).containsExactly(0L, 1L, 2L);
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(seqs()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void givenRedisComesBack_whatWasCommittedMeanwhileIsShownAtOnce() {
        follow();
        scores.disconnect();
        scores.score(10);
        scores.connect();

        assertThat(seqs()).containsExactly(0L, 1L);
    }

    @Test
    void givenNoRedis_andAWarThatEnds_itsLastScoreIsShown() {
        follow();
        scores.disconnect();
        time.advanceTimeBy(Duration.ofMillis(900));
        hot.scores().now(FakeWars.WAR).subscribe();
        scores.score(7);
        scores.finish();
        wars.enter(WarStatus.ENDING, "TIME_LIMIT");
        wars.end();

        time.advanceTimeBy(Duration.ofMillis(100));

        assertThat(shown.getLast().isOver()).isTrue();
        assertThat(shown.getLast().score().isFinal()).isTrue();
        assertThat(seqs()).containsExactly(0L, 1L);
    }

    @Test
    void givenANodeThatRemembersNothing_theSameIsShown() {
        follow(TestHotWars.thatForgets(wars, scores));
        scores.push(scores.score(10));
        scores.disconnect();
        scores.score(5);
        time.advanceTimeBy(SECOND);
        scores.score(1);
        scores.connect();
        scores.finish();
        wars.enter(WarStatus.ENDING, "TIME_LIMIT");
        wars.end();
        changed();

        assertThat(seqs()).containsExactly(0L, 1L, 2L, 3L, 3L);
        assertThat(shown.getLast().isOver()).isTrue();
        assertThat(shown.getLast().score().isFinal()).isTrue();
    }

    private void changed() {
        notices.emitNext(FakeWars.WAR, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private List<Long> seqs() {
        return shown.stream().map(each -> each.score().lastSeq()).toList();
    }
}
