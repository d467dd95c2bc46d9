package dev.warfront.score.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.ScoreChanges;
import dev.warfront.score.ScoreUpdate;
import dev.warfront.score.ScoreUpdates;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.rsocket.WarScoreStream.View;
import dev.warfront.score.stream.LocalScores;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarStatus;
import dev.warfront.war.cache.TestHotWars;
import dev.warfront.war.rsocket.FakeWars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
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
    private final LocalScores local = new LocalScores();
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
        follow(hot, scores);
    }

    private void follow(HotWars hot, ScoreUpdates updates) {
        var score = WarScoreStream.followed(FakeWars.WAR, hot, updates, local);
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
    void givenNoRedis_whatThisNodeCommitsIsShownAtOnce_andNothingIsReadForIt() {
        follow();
        scores.disconnect();

        commit(scores.score(10));
        commit(scores.score(5));

        assertThat(seqs()).containsExactly(0L, 1L, 2L);
        assertThat(scores.reads.get()).isOne();
    }

    @Test
    void givenARedisThatNeverSaysAnything_whatThisNodeCommitsIsShownAtOnce() {
        follow(hot, new SilentUpdates());

        commit(scores.score(10));
        commit(scores.score(5));

        assertThat(seqs()).containsExactly(1L, 2L);
    }

    @Test
    void givenNoRedis_whatThisNodeCommitsDoesNotEndTheReadingOfWhatOthersCommit() {
        follow();
        scores.disconnect();
        commit(scores.score(10));
        scores.score(5);

        time.advanceTimeBy(SECOND);

        assertThat(seqs()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void givenNoRedis_andAWarThatComesBackToThisNode_itsFirstCommitIsShownAtOnceWithWhatTheOtherCommitted() {
        follow();
        scores.disconnect();
        commit(scores.score(10));
        scores.score(5);
        scores.score(5);

        commit(scores.score(1));

        assertThat(seqs()).containsExactly(0L, 1L, 4L);
        assertThat(shown.getLast().score().attacker().points()).isEqualTo(21);
    }

    @Test
    void givenNoRedis_andWhatIsRememberedFromBeforeACommitBehindAGap_theCommitIsShownAllTheSame() {
        follow();
        scores.disconnect();
        scores.score(10);
        running.add(hot.scores().now(FakeWars.WAR).subscribe());

        local.committed(List.of(scores.score(5)));

        assertThat(seqs()).containsExactly(0L, 2L);
    }

    @Test
    void givenWhatComesBothWays_itIsShownOnce_andNothingIsReadForIt() {
        follow();
        var first = scores.score(10);
        var second = scores.score(5);
        var third = scores.score(1);

        commit(first);
        commit(second);
        scores.push(first);
        scores.push(ScoreChanges.merge(second, third));
        commit(third);
        scores.push(first);

        assertThat(seqs()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(scores.reads.get()).isOne();
    }

    @Test
    void givenAWarThatMovesToAnotherOwnerAndBack_everyChangeIsShown_andNothingIsReadForIt() {
        follow();
        commit(scores.score(10));
        scores.push(scores.score(5));
        scores.push(scores.score(1));
        commit(scores.score(2));

        assertThat(seqs()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(scores.reads.get()).isOne();
    }

    @Test
    void givenAnotherOwnersLastChangeThatIsLate_theGapIsRead_andItComesTooLate() {
        follow();
        commit(scores.score(10));
        var late = scores.score(5);
        commit(scores.score(1));
        scores.push(late);

        assertThat(seqs()).containsExactly(0L, 1L, 3L);
        assertThat(scores.reads.get()).isEqualTo(2);
    }

    @Test
    void givenMoreLocalChangesDuringAReadThanMayWait_aNoticeAmongThemIsNotLost() {
        var held = new HeldScores();
        follow(TestHotWars.over(wars, held, () -> 0));
        var end = Sinks.<Void>empty();
        held.until = end.asMono();
        changed();
        scoreLocally(10);
        wars.enter(WarStatus.ENDING, "TIME_LIMIT");
        wars.end();
        changed();
        scoreLocally(1_000);

        end.tryEmitEmpty();

        assertThat(seqs()).endsWith(1_010L).isSorted();
        assertThat(shown.getLast().isOver()).isTrue();
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

    private void scoreLocally(int times) {
        for (var i = 0; i < times; i++) {
            local.committed(List.of(scores.score(1)));
        }
    }

    /// As a flush of this node does: what is remembered first.
    private void commit(WarScoreChange change) {
        hot.scored(FakeWars.WAR, change::appliedTo, stats -> stats);
        local.committed(List.of(change));
    }

    private void changed() {
        notices.emitNext(FakeWars.WAR, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private List<Long> seqs() {
        return shown.stream().map(each -> each.score().lastSeq()).toList();
    }

    /// Whoever watches hears nothing, not even that there is nothing to hear.
    private static final class SilentUpdates implements ScoreUpdates {
        @Override
        public Flux<ScoreUpdate> watchWar(WarId war) {
            return Flux.never();
        }

        @Override
        public Flux<ScoreUpdate> watchBattle(BattleId battle) {
            return Flux.never();
        }
    }

    /// A store that may keep its readers waiting.
    private final class HeldScores implements Scoreboard {
        private Mono<Void> until = Mono.empty();

        @Override
        public Mono<WarScore> score(WarId war) {
            return Mono.defer(() -> until).then(scores.score(war));
        }

        @Override
        public Mono<Stats> stats(WarId war) {
            return scores.stats(war);
        }

        @Override
        public Mono<Map<PlayerId, Tally>> players(WarId war, Collection<PlayerId> players) {
            return scores.players(war, players);
        }
    }
}
