package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.Ledger;
import dev.warfront.score.LiveFrames;
import dev.warfront.score.LiveScores;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.postgres.LedgerAudits;
import dev.warfront.score.redis.ScoresOnRedis;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/// An owner that dies between any two steps of the pipeline: what it did not do, or did and never learnt of,
/// is done once by the next one.
class ScorePipelineCrashTest {
    private static final int EVENTS = 600;
    private static final int FLUSHES_MAX = 30;

    private final PipelineFixture pipelines = new PipelineFixture();

    @AfterEach
    void stop() {
        pipelines.stop();
    }

    /// Where the owner dies.
    enum Point {
        BEFORE_COMMIT,
        STORED_NOT_COMMITTED,
        AFTER_COMMIT,
        AFTER_LIVE_VIEW,
        AFTER_PUBLISHING,
        AFTER_FRAMES;

        boolean commits() {
            return this == BEFORE_COMMIT || this == STORED_NOT_COMMITTED || this == AFTER_COMMIT;
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void givenAnOwnerThatDies_theNextOneCountsAndPublishesEverythingOnce(Point point) throws InterruptedException {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        System.out.println(point + ", seed " + seed);
        var war = pipelines.world.newWar();
        var events = IntStream.range(0, EVENTS)
                .mapToObj(_ -> PipelineFixture.kill(war, random))
                .toList();
        // what follows a commit may follow several at once: only its first time is sure to come
        var doomed = new Doom(point, point.commits() ? 1 + random.nextInt(3) : 1);
        var owner = pipelines.owner(
                doomed.transactions(pipelines.transactions),
                doomed.ledger(pipelines.ledger),
                doomed.live(pipelines.live),
                doomed.feed(pipelines.feed),
                doomed.frames(pipelines.push));

        var sent = send(events, random, 4);
        // what is sent at once may be flushed at once: the flush that is to fail may need one more piece
        for (var more = 0; more < FLUSHES_MAX && !doomed.struck.await(1, TimeUnit.SECONDS); more++) {
            sent += send(events, random, 1);
        }
        assertThat(doomed.struck.getCount()).as("seed %d", seed).isZero();
        owner.dispose();
        pipelines.owner();
        sent += send(events, random, 2);

        var stats = pipelines.settled(war, sent);
        assertThat(stats.accepted()).as("seed %d", seed).isEqualTo(EVENTS);
        assertThat(stats.accepted() + stats.duplicates()).isEqualTo(sent);
        assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        assertThat(publishedSeqs(war, stats.lastSeq()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stats.lastSeq()).boxed().toList());
        ScoresOnRedis.watch(war, PipelineFixture.PATIENCE);
        for (var more = 1; more < 100 && pipelines.liveSeq(war) < stats.lastSeq() + more - 1; more++) {
            pipelines.send(List.of(pipelines.signed(PipelineFixture.kill(war, random))));
            pipelines.settled(war, sent + (long) more);
        }
        assertThat(pipelines.liveAttackerPoints(war))
                .as("seed %d", seed)
                .isEqualTo(pipelines.storedAttackerPoints(war));
    }

    /// In pieces, so that there are several flushes; every third event twice.
    private int send(List<ScoreEvent> events, Random random, int pieces) {
        var sent = 0;
        for (var piece = 0; piece < pieces; piece++) {
            var records = new ArrayList<KafkaRecord>();
            for (var i = piece; i < events.size(); i += pieces) {
                records.add(pipelines.signed(events.get(i)));
                if (random.nextInt(3) == 0) {
                    records.add(pipelines.signed(events.get(i)));
                }
            }
            pipelines.send(records);
            sent += records.size();
        }
        return sent;
    }

    private Set<Long> publishedSeqs(WarId war, long upTo) {
        var seqs = new TreeSet<Long>();
        pipelines.readFeed(war, payload -> {
            payload.get("items").forEach(item -> seqs.add(item.get("seq").asLong()));
            return seqs.size() < upTo;
        });
        return seqs;
    }

    /// Lets a port's call happen, or not, and then nothing more.
    private static final class Doom {
        private final Point point;
        private final AtomicInteger calls;
        private final CountDownLatch struck = new CountDownLatch(1);

        Doom(Point point, int call) {
            this.point = point;
            this.calls = new AtomicInteger(call);
        }

        Transactions transactions(Transactions transactions) {
            return new Transactions() {
                @Override
                public <T> Mono<T> inTransaction(Mono<T> work) {
                    var transaction = transactions.inTransaction(work);
                    return switch (point) {
                        case BEFORE_COMMIT -> before(transaction);
                        case AFTER_COMMIT -> after(transaction);
                        default -> transaction;
                    };
                }
            };
        }

        /// Everything is written, and nothing of it is committed: the transaction hangs until its owner is
        /// gone.
        Ledger ledger(Ledger ledger) {
            return (Ledger) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                        var result = method.invoke(ledger, arguments);
                        return point == Point.STORED_NOT_COMMITTED
                                        && method.getName().equals("store")
                                ? after((Mono<?>) result)
                                : result;
                    });
        }

        LiveScores live(LiveScores live) {
            return point == Point.AFTER_LIVE_VIEW ? committed -> after(live.show(committed)) : live;
        }

        ScoreFeed feed(ScoreFeed feed) {
            return point == Point.AFTER_PUBLISHING ? items -> after(feed.publish(items)) : feed;
        }

        LiveFrames frames(LiveFrames frames) {
            return point == Point.AFTER_FRAMES ? changes -> after(frames.push(changes)) : frames;
        }

        private <T> Mono<T> before(Mono<T> call) {
            return Mono.defer(() -> strikes() ? Mono.never() : call);
        }

        private <T> Mono<T> after(Mono<T> call) {
            return Mono.defer(() ->
                    strikes() ? call.then(Mono.fromRunnable(struck::countDown)).then(Mono.never()) : call);
        }

        private boolean strikes() {
            var strikes = calls.decrementAndGet() <= 0;
            if (strikes && point == Point.BEFORE_COMMIT) {
                struck.countDown();
            }
            return strikes;
        }
    }
}
