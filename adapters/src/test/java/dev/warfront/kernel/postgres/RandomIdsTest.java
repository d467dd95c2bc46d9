package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.MutableClock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomIdsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.123Z");

    private final MutableClock clock = new MutableClock(NOW);

    private final RandomIds ids = new RandomIds(clock);

    @Test
    void anIdIsAVersion7WithTheTimeInFront() {
        var id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void idsRise_evenWhenTheClockGoesBack() {
        var before = Stream.generate(ids::next).limit(10_000).toList();
        clock.set(NOW.minusSeconds(5));
        var after = Stream.generate(ids::next).limit(10).toList();

        var all = Stream.concat(before.stream(), after.stream())
                .map(UUID::toString)
                .toList();
        assertThat(all).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsOfManyThreadsDiffer() {
        var seen = ConcurrentHashMap.<UUID>newKeySet();

        IntStream.range(0, 100_000).parallel().forEach(_ -> seen.add(ids.next()));

        assertThat(seen).hasSize(100_000);
    }
}
