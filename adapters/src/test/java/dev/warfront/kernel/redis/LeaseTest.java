package dev.warfront.kernel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.TokenBuckets.Taken;
import dev.warfront.kernel.redis.Lease.Wish;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a node answers from a lease, between two questions.
class LeaseTest {
    private static final long NOW = Duration.ofDays(1).toNanos();
    private static final int BURST = 1_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Lease lease = new Lease(NOW);

    @BeforeEach
    void givenThreeThatAsk() {
        for (var asked = 0; asked < 3; asked++) {
            lease.ask();
        }
    }

    @Test
    void givenALeaseThatIsDry_whatItWasGrantedIsTaken_andThenItRefuses() {
        renewed(2);

        assertThat(take()).isNotNull().matches(Taken::isAdmitted);
        assertThat(take()).isNotNull().matches(Taken::isAdmitted);
        assertThat(take()).isNotNull().satisfies(taken -> {
            assertThat(taken.isAdmitted()).isFalse();
            assertThat(taken.pause()).isEqualTo(PAUSE);
        });
    }

    @Test
    void givenALeaseThatGotAllItWanted_whenItIsUsedUp_theBucketIsAskedAgain() {
        renewed(3);
        for (var taken = 0; taken < 3; taken++) {
            take();
        }

        assertThat(take()).isNull();
    }

    /// Somebody found no lease, and came to ask when another's question had just been answered.
    @Test
    void givenADryLeaseWhoseTokensAreOnTheirWayBack_nobodyIsRefused() {
        renewed(2);

        assertThat(lease.wish(NOW, BURST)).isEqualTo(new Wish(1, 2));

        assertThat(take()).isNull();
    }

    @Test
    void givenALeaseThatIsOver_whatIsLeftGoesBack() {
        renewed(2);
        take();
        lease.ask();

        assertThat(lease.wish(NOW + Lease.LENGTH.toNanos(), BURST)).isEqualTo(new Wish(1, 1));
    }

    @Test
    void givenALeaseThatEndedLongAgo_oneIsAskedFor_andNothingGoesBack() {
        renewed(3);

        assertThat(lease.wish(NOW + 3 * Lease.LENGTH.toNanos(), BURST)).isEqualTo(new Wish(1, 0));
    }

    private void renewed(int granted) {
        lease.renew(NOW, granted, lease.wish(NOW, BURST), 0, PAUSE);
    }

    private @Nullable Taken take() {
        return lease.take(NOW);
    }
}
