package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Isolated
class BoundedRequestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BUFFER = 1 << 16;

    private final AtomicInteger read = new AtomicInteger();

    @Test
    void givenABodyThatNobodyReads_itIsReadToItsEnd() {
        request(20).drained(PATIENCE).as(StepVerifier::create).expectNext(true).verifyComplete();

        assertThat(read).hasValue(20);
    }

    @Test
    void givenABodyThatWasRead_itIsNotReadAgain() {
        var request = request(3);
        request.getBody().doOnNext(DataBufferUtils::release).blockLast(PATIENCE);

        request.drained(PATIENCE).as(StepVerifier::create).expectNext(true).verifyComplete();

        assertThat(read).hasValue(3);
    }

    @Test
    void givenABodyOverTheBound_itsReaderIsRefusedOnceTheRestWasRead() {
        request(20)
                .getBody()
                .as(StepVerifier::create)
                .expectNextCount(BoundedRequest.BODY_MAX / BUFFER)
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(ProblemException.class))
                .verify(PATIENCE);

        assertThat(read).hasValue(20);
    }

    @Test
    void givenABodyWithoutEnd_itsConnectionIsGivenUp() {
        var request = request(1_000);
        request.getBody()
                .as(StepVerifier::create)
                .thenConsumeWhile(_ -> true)
                .expectError(ProblemException.class)
                .verify(PATIENCE);
        request.drained(PATIENCE).as(StepVerifier::create).expectNext(false).verifyComplete();

        var unread = request(1_000);
        unread.drained(PATIENCE).as(StepVerifier::create).expectNext(false).verifyComplete();

        assertThat(read).hasValueLessThan(300);
    }

    @Test
    void givenABodyThatDoesNotGoOn_itsConnectionIsGivenUpInTime() {
        StepVerifier.withVirtualTime(() -> new BoundedRequest(MockServerHttpRequest.post("/")
                                .header(HttpHeaders.CONTENT_LENGTH, "10")
                                .body(Flux.<DataBuffer>never()))
                        .drained(PATIENCE))
                .thenAwait(PATIENCE)
                .expectNext(false)
                .verifyComplete();
    }

    private BoundedRequest request(int buffers) {
        var body = Flux.fromStream(() -> IntStream.range(0, buffers).boxed())
                .map(_ -> (DataBuffer) DefaultDataBufferFactory.sharedInstance.wrap(new byte[BUFFER]))
                .doOnNext(_ -> read.incrementAndGet());
        return new BoundedRequest(MockServerHttpRequest.post("/")
                .header(HttpHeaders.TRANSFER_ENCODING, "chunked")
                .body(body));
    }
}
