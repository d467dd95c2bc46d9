package dev.warfront.score;

import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.kill;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeduplicationWindowTest {
    private static final ScoreWindow RULES =
            new ScoreWindow(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(1));
    private static final Duration LENGTH = Duration.ofMinutes(11);

    private static void shorten(DeduplicationWindow window, int chunks) {
        for (var i = 0; i < chunks; i++) {
            window.shorten();
        }
    }

    private static SeenEvent event(UUID id, Instant at) {
        return new SeenEvent(id, id.hashCode(), null, at, at);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givenRandomEventsOverTime_exactlyThoseInsideTheWindowAreFound(long seed) {
        var random = new Random(seed);
        var window = new DeduplicationWindow(RULES, 2_000_000);
        var kept = new HashMap<UUID, Instant>();
        var now = NOON;
        for (var i = 0; i < 100_000; i++) {
            now = now.plusMillis(random.nextInt(60));
            var id = new UUID(random.nextLong(), random.nextLong());
            window.add(event(id, now));
            kept.put(id, now);
        }
        var end = now;
        kept.forEach((id, at) -> {
            if (!at.isBefore(end.minus(LENGTH))) {
                assertThat(window.find(id))
                        .as("seed %d", seed)
                        .isEqualTo(new DeduplicationWindow.Seen(id.hashCode(), null));
            } else if (at.isBefore(end.minus(LENGTH).minusSeconds(250))) {
                assertThat(window.find(id)).as("seed %d", seed).isNull();
            }
        });
        assertThat(window.find(new UUID(1, 1))).isNull();
        assertThat(window.floor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givenSlicesFromTheNewestBackwards_allTheirEventsAreFound_andTheEarliestGoFirst(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<SeenEvent>();
        for (var i = 0; i < 50_000; i++) {
            var at = NOON.plusMillis(i * 10L);
            var id = new UUID(random.nextLong(), random.nextLong());
            events.add(new SeenEvent(id, i, i % 7 == 0 ? ScoreCode.SCORE_NOT_ELIGIBLE : null, at, at));
        }
        var window = new DeduplicationWindow(RULES, 2_000_000);
        for (var end = events.size(); end > 0; ) {
            var from = Math.max(0, end - 1 - random.nextInt(6_000));
            window.addBefore(SeenSlice.of(events.subList(from, end)));
            end = from;
        }

        window.index();
        var later = event(new UUID(1, 1), NOON.plusSeconds(600));
        window.add(later);

        assertThat(events)
                .as("seed %d", seed)
                .allSatisfy(event -> assertThat(window.find(event.eventId()))
                        .isEqualTo(new DeduplicationWindow.Seen(event.payloadHash(), event.first())));
        assertThat(window.bytes()).isLessThanOrEqualTo(32L * (events.size() + 2 * SeenChunk.CAPACITY));

        shorten(window, 2);

        var floor = requireNonNull(window.floor());
        assertThat(window.size()).isBetween(events.size() + 1 - 2 * SeenChunk.CAPACITY, events.size());
        assertThat(events)
                .as("seed %d", seed)
                .filteredOn(event -> window.find(event.eventId()) == null)
                .hasSize(events.size() + 1 - window.size())
                .allSatisfy(event -> assertThat(event.appendedAt()).isBeforeOrEqualTo(floor));
        assertThat(window.find(later.eventId())).isNotNull();
    }

    @Test
    void givenSlicesThatReachFurtherBackThanTheWindow_whatCannotBeRepeatedGoes() {
        var window = new DeduplicationWindow(RULES, 2_000_000);
        var old = IntStream.range(0, SeenChunk.CAPACITY)
                .mapToObj(i -> event(new UUID(1, i), NOON))
                .toList();
        var young = IntStream.range(0, SeenChunk.CAPACITY)
                .mapToObj(i -> event(new UUID(2, i), NOON.plus(LENGTH).plusSeconds(1)))
                .toList();
        window.addBefore(SeenSlice.of(young));
        window.addBefore(SeenSlice.of(old));

        window.index();

        assertThat(window.size()).isEqualTo(young.size());
        assertThat(window.find(old.getLast().eventId())).isNull();
        assertThat(window.find(young.getFirst().eventId())).isNotNull();
        assertThat(window.floor()).isNull();
    }

    @Test
    void givenManyEvents_eachTakesAtMost32Bytes() {
        var random = new Random(4);
        var window = new DeduplicationWindow(RULES, 2_000_000);
        for (var i = 1; i <= 1_000_000; i++) {
            window.add(event(new UUID(random.nextLong(), random.nextLong()), NOON));
            if (i % SeenChunk.CAPACITY == 0 && i > 10 * SeenChunk.CAPACITY) {
                assertThat(window.bytes()).isLessThanOrEqualTo(32L * i);
            }
        }
    }

    @Test
    void givenThatMostEventsHaveGone_thoseThatAreLeftTakeAtMost32BytesEach_andAreFound() {
        var random = new Random(5);
        var old = 240 * SeenChunk.CAPACITY;
        var window = new DeduplicationWindow(RULES, 2_000_000);
        for (var i = 0; i < old; i++) {
            window.add(event(new UUID(random.nextLong(), random.nextLong()), NOON));
        }
        var later = NOON.plus(RULES.horizon()).plus(RULES.skew()).plusSeconds(1);
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < 20 * SeenChunk.CAPACITY; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()));
            window.add(event(ids.getLast(), later));
            assertThat(window.size()).isGreaterThanOrEqualTo(old - i - 1);
        }

        assertThat(window.size()).isEqualTo(old - 20 * SeenChunk.CAPACITY);

        while (window.size() > ids.size()) {
            ids.add(new UUID(random.nextLong(), random.nextLong()));
            window.add(event(ids.getLast(), later));
        }

        assertThat(window.size()).isEqualTo(ids.size());
        assertThat(window.bytes()).isLessThanOrEqualTo(32L * ids.size());
        assertThat(ids).allMatch(id -> window.find(id) != null);
    }

    @Test
    void givenARefusal_itsCodeIsKept() {
        var window = new DeduplicationWindow(RULES, 2_000_000);
        for (var code : ScoreCode.values()) {
            window.add(new SeenEvent(new UUID(1, code.name().hashCode()), 5, code, NOON, NOON));
        }
        for (var code : ScoreCode.values()) {
            assertThat(window.find(new UUID(1, code.name().hashCode())))
                    .isEqualTo(new DeduplicationWindow.Seen(5, code));
        }
    }

    @Test
    void givenMoreEventsThanTheBound_theOldestGoAndWhatMayRepeatThemIsTooOld() {
        var scores = new TestScores(2 * SeenChunk.CAPACITY);
        for (var i = 0; i < 3 * SeenChunk.CAPACITY; i++) {
            scores.commit(scores.log(kill(i, null, NOON.plusMillis(i)), NOON.plusMillis(i)));
        }

        var later = NOON.plusMillis(3L * SeenChunk.CAPACITY);
        var repeat = scores.decide(scores.log(kill(0, null, NOON), later));
        var inside = scores.decide(scores.log(
                kill(3 * SeenChunk.CAPACITY - 1, null, NOON.plusMillis(3 * SeenChunk.CAPACITY - 1)), later));
        var fresh = scores.decide(scores.log(kill(1_000_000, null, later), later));

        assertThat(scores.windows.size()).isLessThanOrEqualTo(2 * SeenChunk.CAPACITY);
        assertThat(scores.windows.floor()).isPresent();
        assertThat(repeat.reviews()).extracting(ReviewRow::code).containsExactly(ScoreCode.SCORE_TOO_OLD);
        assertThat(inside.results().keySet())
                .extracting(BatchDecision.EventResult::status)
                .containsExactly(BatchDecision.Status.DUPLICATE);
        assertThat(fresh.rows()).hasSize(1);
    }

    @Test
    void givenAClockThatIsAheadAmongWhatGoes_nothingYoungerIsTooOld_andItsRepeatIsStillFound() {
        var window = new DeduplicationWindow(RULES, 2_000_000);
        var ahead = new UUID(7, 7);
        window.add(new SeenEvent(ahead, 9, null, NOON.plusSeconds(59), NOON));
        for (var i = 1; i < SeenChunk.CAPACITY; i++) {
            window.add(event(new UUID(1, i), NOON));
        }
        window.add(event(new UUID(2, 0), NOON.plusMillis(1)));

        shorten(window, 1);

        assertThat(window.floor()).isEqualTo(NOON);
        assertThat(window.find(new UUID(1, 1))).isNull();
        assertThat(window.find(ahead)).isEqualTo(new DeduplicationWindow.Seen(9, null));
    }

    @Test
    void givenThatEverythingOfItsTimeHasGone_theClockThatWasAheadIsForgotten() {
        var window = new DeduplicationWindow(RULES, 2_000_000);
        var ahead = new UUID(7, 7);
        window.add(new SeenEvent(ahead, 9, null, NOON.plusSeconds(59), NOON));
        for (var i = 1; i <= SeenChunk.CAPACITY; i++) {
            window.add(event(new UUID(1, i), NOON.plusSeconds(i < SeenChunk.CAPACITY ? 0 : 61)));
        }

        shorten(window, 2);

        assertThat(window.find(ahead)).isNull();
        assertThat(window.floor()).isEqualTo(NOON.plusSeconds(61));
    }

    @Test
    void givenMoreClocksAheadThanAreKept_whatMayRepeatThemIsTooOld() {
        var window = new DeduplicationWindow(RULES, 2_000_000);
        var chunks = 5;
        for (var i = 0; i < chunks * SeenChunk.CAPACITY; i++) {
            window.add(new SeenEvent(new UUID(1, i), 9, null, NOON.plusSeconds(59), NOON));
        }
        shorten(window, chunks);

        assertThat(window.floor()).isEqualTo(NOON.plusSeconds(60));
    }
}
