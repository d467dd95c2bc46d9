package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.StreamRules;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.RSocketProxy;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/// What every request of a connection passes: only so many are under way, errors become codes, and a channel gets no
/// more batches than it may have in flight. That limit stands outermost, where it decides the credit on the wire.
final class ClientSocket extends RSocketProxy {
    private final ClientConnection connection;
    private final StreamRules rules;
    private final int batchesInFlight;

    ClientSocket(RSocket routes, ClientConnection connection, StreamRules rules, ServerSettings settings) {
        super(routes);
        this.connection = connection;
        this.rules = rules;
        this.batchesInFlight = settings.batchesInFlight();
    }

    @Override
    public Mono<Void> fireAndForget(Payload payload) {
        return begun(payload, Mono.defer(() -> super.fireAndForget(payload)));
    }

    @Override
    public Mono<Payload> requestResponse(Payload payload) {
        return begun(payload, Mono.defer(() -> super.requestResponse(payload)));
    }

    @Override
    public Flux<Payload> requestStream(Payload payload) {
        var bytes = bytes(payload);
        return Flux.defer(() -> {
                    begin(payload, bytes);
                    return Flux.defer(() -> super.requestStream(payload)).doFinally(_ -> connection.end(bytes));
                })
                .onErrorMap(RSocketErrors::of)
                .contextWrite(this::withConnection);
    }

    @Override
    public Flux<Payload> requestChannel(Publisher<Payload> payloads) {
        return Flux.defer(() -> connection.subscriptions().admit(rules.subscriptionsMax())
                        ? admitted(payloads)
                        : Flux.<Payload>error(RSocketErrors.retryLater()))
                .onErrorMap(RSocketErrors::of)
                .contextWrite(this::withConnection);
    }

    /// Means nothing here.
    @Override
    public Mono<Void> metadataPush(Payload payload) {
        payload.release();
        return Mono.empty();
    }

    private <T> Mono<T> begun(Payload payload, Mono<T> answer) {
        var bytes = bytes(payload);
        return Mono.defer(() -> {
                    begin(payload, bytes);
                    return answer.doFinally(_ -> connection.end(bytes));
                })
                .onErrorMap(RSocketErrors::of)
                .contextWrite(this::withConnection);
    }

    private void begin(Payload payload, int bytes) {
        RequestMetadata.check(payload);
        if (!connection.begin(bytes)) {
            payload.release();
            throw RSocketErrors.retryLater();
        }
    }

    private static int bytes(Payload payload) {
        return payload.sliceData().readableBytes() + payload.sliceMetadata().readableBytes();
    }

    private Flux<Payload> admitted(Publisher<Payload> payloads) {
        return super.requestChannel(
                        Flux.from(payloads).doOnNext(RequestMetadata::check).limitRate(batchesInFlight))
                .doFinally(_ -> connection.subscriptions().dismiss());
    }

    private Context withConnection(Context context) {
        return context.put(ClientConnection.class, connection);
    }
}
