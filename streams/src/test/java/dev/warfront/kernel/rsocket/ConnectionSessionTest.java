package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.LIMITS;
import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Who a connection is at which moment, on a loop that the test runs.
class ConnectionSessionTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Duration NO_GRACE = Duration.ZERO;
    private static final Caller ANNA = new Caller(new PlayerId(new UUID(0, 1)), Set.of(Role.PLAYER));
    private static final UUID HERS = new UUID(0, 2);
    /// More than is held for who is not signed in.
    private static final long MUCH = LIMITS.heldAnonymousMax() + 1;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final HeldBytes.Account held = new HeldBytes(SETTINGS).open();
    private final AtomicInteger ended = new AtomicInteger();
    private final ConnectionSession session =
            new ConnectionSession(channel.eventLoop(), held::signedIn, ended::incrementAndGet);

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void givenATokenThatExpires_nobodyIsSignedIn_andWhatWasBegunEnds() {
        begin(60, NOW);
        var over = expiry();

        channel.advanceTimeBy(60, TimeUnit.SECONDS);
        channel.runPendingTasks();

        assertThat(isAnna()).isFalse();
        assertThat(over).isTrue();
        assertThat(held.take(MUCH)).isFalse();
        assertThat(ended).hasValue(0);
    }

    @Test
    void givenARenewalInTheMomentOfExpiry_itHolds_untilItExpiresItself() {
        begin(60, NOW);
        var over = expiry();
        channel.advanceTimeBy(60, TimeUnit.SECONDS);

        session.begin(until(120), NOW.plusSeconds(60), NO_GRACE);
        channel.runScheduledPendingTasks(); // the expiry of the former, before the loop has heard of the renewal

        assertThat(isAnna()).isTrue();
        assertThat(over).isFalse();
        assertThat(held.take(MUCH)).isTrue();
        channel.runPendingTasks();
        channel.advanceTimeBy(60, TimeUnit.SECONDS);
        channel.runPendingTasks();
        assertThat(isAnna()).isFalse();
        assertThat(over).isTrue();
    }

    @Test
    void givenARenewal_theFormerExpiryIsNone() {
        begin(60, NOW);
        begin(120, NOW);

        channel.advanceTimeBy(60, TimeUnit.SECONDS);
        channel.runPendingTasks();

        assertThat(isAnna()).isTrue();
    }

    @Test
    void givenASessionThatIsOver_whatWasBegunEnds_andANewOneIsSignedIn() {
        begin(60, NOW);

        session.endAmong(Set.of(HERS));
        channel.runPendingTasks();
        assertThat(isAnna()).isFalse();
        assertThat(ended).hasValue(1);
        assertThat(session.ended()).isOne();

        begin(60, NOW);
        assertThat(isAnna()).isTrue();
        assertThat(held.take(MUCH)).isTrue();
    }

    private void begin(long secondsToLive, Instant now) {
        session.begin(until(secondsToLive), now, NO_GRACE);
        channel.runPendingTasks();
    }

    private static AuthenticatedSession until(long seconds) {
        return new AuthenticatedSession(ANNA, HERS, NOW.plusSeconds(seconds));
    }

    private boolean isAnna() {
        return session.present((_, _) -> Mono.just(ANNA))
                .hasElement()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private AtomicBoolean expiry() {
        var over = new AtomicBoolean();
        session.expired().doOnSuccess(_ -> over.set(true)).subscribe();
        return over;
    }
}
