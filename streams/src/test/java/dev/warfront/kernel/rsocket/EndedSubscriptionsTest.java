package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static dev.warfront.kernel.rsocket.StreamFixture.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.json.WireJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.rsocket.DuplexConnection;
import io.rsocket.RSocketErrorException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A session ends while what was begun in it is on its way to its stream. The test runs the loop.
class EndedSubscriptionsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final InetAddress HOST = InetAddress.getLoopbackAddress();
    private static final UUID SESSION = new UUID(0, 2);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final HeldBytes held = new HeldBytes(SETTINGS);
    private final FrameCodec codec = new FrameCodec(WireJson.jsonMapper(), WireJson.cborMapper());
    private final StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry(), CLOCK, codec, held);
    private final LiveStream stream =
            new LiveStream("state.ended", StreamShape.state(16, true), RULES, codec, CLOCK, channel.eventLoop());
    private final LoopSubscribers group = new LoopSubscribers(channel.eventLoop());
    private final ClientConnection connection = new ClientConnection(
            channel,
            new Unheard(),
            SETTINGS,
            held.open(),
            Objects.requireNonNull(new Admission(SETTINGS, new OpenFiles()).enter(SourceAddress.of(HOST), () -> {})));

    @AfterEach
    void release() {
        stream.stop();
        channel.finishAndReleaseAll();
    }

    @Test
    void givenASubscriberThatHasNotJoinedWhenItsSessionEnds_itIsEndedWhenItJoins() {
        signIn();
        var client = new Client();
        var subscriber = subscribed(client);

        connection.endAmong(Set.of(SESSION));
        channel.runPendingTasks();
        subscriber.joined(group);

        assertThat(client.frames).singleElement().asString().contains("\"END\"", "\"TOKEN_EXPIRED\"");
        assertThat(client.isDisposed()).isTrue();
        assertThat(metrics.subscriptions()).isZero();
    }

    @Test
    void givenASubscriberFromAfterItsSessionEnded_itStays() {
        signIn();
        connection.endAmong(Set.of(SESSION));
        channel.runPendingTasks();

        var client = new Client();
        subscribed(client).joined(group);

        assertThat(client.frames).isEmpty();
        assertThat(client.isDisposed()).isFalse();
    }

    private void signIn() {
        var anna = new Caller(new PlayerId(new UUID(0, 1)), Set.of(Role.PLAYER));
        connection.authenticate(new AuthenticatedSession(anna, SESSION, NOW.plusSeconds(60)), NOW, Duration.ZERO);
        channel.runPendingTasks();
    }

    private StreamSubscriber subscribed(Client client) {
        var subscriber = new StreamSubscriber(client, connection, stream, null, metrics, () -> {});
        client.onSubscribe(subscriber);
        return subscriber;
    }

    /// Wants all there is.
    private static final class Client extends BaseSubscriber<DataBuffer> {
        private final List<String> frames = new ArrayList<>();

        @Override
        protected void hookOnNext(DataBuffer frame) {
            frames.add(frame.toString(StandardCharsets.UTF_8));
        }
    }

    /// A transport with nobody on its other side.
    private static final class Unheard implements DuplexConnection {
        @Override
        public Flux<ByteBuf> receive() {
            return Flux.never();
        }

        @Override
        public void sendFrame(int streamId, ByteBuf frame) {
            frame.release();
        }

        @Override
        public void sendErrorAndClose(RSocketErrorException error) {}

        @Override
        public ByteBufAllocator alloc() {
            return UnpooledByteBufAllocator.DEFAULT;
        }

        @Override
        public SocketAddress remoteAddress() {
            return new InetSocketAddress(HOST, 1);
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.never();
        }

        @Override
        public void dispose() {}
    }
}
