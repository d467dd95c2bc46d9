package dev.warfront.kernel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.http.ConnectionGuard.ClosedFor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What one connection may hold of a node, and for how long.
class ConnectionGuardTest {
    private static final ConnectionSettings BOUNDS = new ConnectionSettings(
            10, 10, Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(30), List.of());
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final String READ = "GET /%d HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String HALF_A_HEAD = "GET / HTTP/1.1\r\nHost";
    private static final String HALF_A_BODY = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\n{";

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final AtomicInteger reads = new AtomicInteger();
    private final List<ClosedFor> closed = new ArrayList<>();
    private final List<Channel> upgraded = new ArrayList<>();
    private final ConnectionGuard guard = new ConnectionGuard(BOUNDS, nanos::get, new Owner());
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new Reads(), guard.firstBytes(), new HttpServerCodec(), guard);

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void givenNoRequest_itIsClosedAsIdle() {
        pass(BOUNDS.idle().minus(MOMENT));
        assertThat(channel.isOpen()).isTrue();

        pass(MOMENT.multipliedBy(2));

        assertThat(closed).containsExactly(ClosedFor.IDLE);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void givenAnAnsweredRequest_itIsIdleFromItsAnswerOn() {
        receive(READ.formatted(1));
        pass(BOUNDS.idle());
        answer();
        pass(BOUNDS.idle().minus(MOMENT));
        assertThat(channel.isOpen()).isTrue();

        pass(MOMENT.multipliedBy(2));

        assertThat(closed).containsExactly(ClosedFor.IDLE);
    }

    @Test
    void givenARequestThatIsBeingHandled_itMayTakeItsTime() {
        receive(READ.formatted(1));

        pass(BOUNDS.idle().multipliedBy(10));

        assertThat(channel.isOpen()).isTrue();
        assertThat(guard.sinceClientsTurn()).isZero();
    }

    @Test
    void givenHalfAHead_itIsClosedAsSlow() {
        receive(HALF_A_HEAD);

        pass(BOUNDS.requestWithin().plus(MOMENT));

        assertThat(closed).containsExactly(ClosedFor.SLOW_REQUEST);
    }

    @Test
    void givenAHeadThatDrips_eachByteGainsNoTime() {
        receive(HALF_A_HEAD);
        for (var i = 0; i < 30; i++) {
            pass(Duration.ofSeconds(1));
            if (channel.isOpen()) {
                receive("x");
            }
        }

        assertThat(closed).containsExactly(ClosedFor.SLOW_REQUEST);
    }

    @Test
    void givenHalfABody_itIsClosedAsSlow_alsoBehindAnEarlyAnswer() {
        receive(HALF_A_BODY);
        answer();

        pass(BOUNDS.requestWithin().plus(MOMENT));

        assertThat(closed).containsExactly(ClosedFor.SLOW_REQUEST);
    }

    @Test
    void givenAnAnswerThatIsNotTaken_itIsClosedAsUnread() {
        receive(READ.formatted(1));
        writable(false);

        pass(BOUNDS.unread().plus(MOMENT));

        assertThat(closed).containsExactly(ClosedFor.UNREAD);
    }

    @Test
    void givenASmallAnswerThatNeverLeaves_itIsClosedAsUnread() {
        receive(READ.formatted(1));
        var _ = channel.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));

        pass(BOUNDS.unread().plus(MOMENT));

        assertThat(closed).containsExactly(ClosedFor.UNREAD);
    }

    @Test
    void givenARequestInAnOddCoding_itIsTheLastOfItsConnection() {
        receive("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n");

        HttpRequest request = channel.readInbound();

        assertThat(HttpUtil.isKeepAlive(request)).isFalse();
    }

    @Test
    void givenRequestsThatWait_theTransportReadsNothingByItself() {
        channel.config().setAutoRead(true);
        receive(READ.formatted(1) + READ.formatted(2));
        assertThat(channel.config().isAutoRead()).isFalse();

        answer();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void givenPipelinedRequests_eachIsDeliveredBehindTheAnswerToTheOneBefore() {
        receive(READ.formatted(1) + READ.formatted(2) + READ.formatted(3));
        assertThat(delivered()).containsExactly("/1");

        answer();
        assertThat(delivered()).containsExactly("/2");
        answer();
        assertThat(delivered()).containsExactly("/3");
    }

    @Test
    void givenRequestsThatWait_nothingMoreIsRead() {
        receive(READ.formatted(1) + READ.formatted(2));
        reads.set(0);

        channel.read();
        assertThat(reads).hasValue(0);
        answer();

        assertThat(reads).hasValue(1);
    }

    @Test
    void givenAClientThatTakesNothing_neitherIsMoreRead_norTheNextRequestDelivered() {
        receive(READ.formatted(1) + READ.formatted(2));
        assertThat(delivered()).containsExactly("/1");
        writable(false);
        reads.set(0);

        channel.read();
        answer();
        assertThat(delivered()).isEmpty();
        assertThat(reads).hasValue(0);

        writable(true);
        assertThat(delivered()).containsExactly("/2");
        assertThat(reads).hasValue(1);
    }

    @Test
    void givenAnInterimAnswer_theRequestIsNotAnswered() {
        receive(READ.formatted(1));
        answer(HttpResponseStatus.CONTINUE);
        assertThat(guard.sinceClientsTurn()).isZero();

        answer();
        pass(MOMENT);
        assertThat(guard.sinceClientsTurn()).isEqualTo(MOMENT);
    }

    @Test
    void givenAWebSocket_itIsNeverIdleHere() {
        receive(READ.formatted(1));
        answer(HttpResponseStatus.SWITCHING_PROTOCOLS);

        pass(BOUNDS.idle().multipliedBy(10));

        assertThat(channel.isOpen()).isTrue();
        assertThat(upgraded).containsExactly(channel);
    }

    @Test
    void givenRequestsThatWaitWhenItEnds_theirMemoryIsGivenBack() {
        receive(READ.formatted(1) + HALF_A_BODY);
        var waiting = receive("more of the body");

        var _ = channel.close();

        assertThat(waiting.refCnt()).isZero();
    }

    private ByteBuf receive(String text) {
        var bytes = Unpooled.copiedBuffer(text, US_ASCII);
        channel.writeInbound(bytes);
        return bytes;
    }

    private void answer() {
        answer(HttpResponseStatus.OK);
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        channel.runPendingTasks();
    }

    private void writable(boolean writable) {
        var buffer = channel.unsafe().outboundBuffer();
        assertThat(buffer).isNotNull();
        buffer.setUserDefinedWritability(1, writable);
        channel.runPendingTasks();
    }

    private void pass(Duration time) {
        var step = Duration.ofSeconds(1);
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            nanos.addAndGet(step.toNanos());
            channel.advanceTimeBy(step.toNanos(), TimeUnit.NANOSECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    /// Paths of the requests since the last time.
    private List<String> delivered() {
        var paths = new ArrayList<String>();
        for (@Nullable Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            if (message instanceof HttpRequest request) {
                paths.add(request.uri());
            }
            assertThat(message).isInstanceOfAny(HttpRequest.class, HttpContent.class);
            ReferenceCountUtil.release(message);
        }
        return paths;
    }

    private final class Owner implements ConnectionGuard.Owner {
        @Override
        public void closes(ClosedFor reason) {
            closed.add(reason);
        }

        @Override
        public void untaken(Channel channel, boolean isUntaken) {
            // One connection is not too many.
        }

        @Override
        public void upgraded(Channel channel) {
            upgraded.add(channel);
        }
    }

    private final class Reads extends ChannelOutboundHandlerAdapter {
        @Override
        public void read(ChannelHandlerContext context) {
            reads.incrementAndGet();
            context.read();
        }
    }
}
