package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.StreamRules;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.RSocketProxy;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/// What every request of a connection passes: errors become codes, and a channel gets no more batches than it
/// may have in flight. The limit stands outermost, where it decides the credit on the wire.
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
        return super.fireAndForget(payload).onErrorMap(RSocketErrors::of).contextWrite(this::withConnection);
    }

    @Override
    public Mono<Payload> requestResponse(Payload payload) {
        return super.requestResponse(payload).onErrorMap(RSocketErrors::of).contextWrite(this::withConnection);
    }

    @Override
    public Flux<Payload> requestStream(Payload payload) {
        return super.requestStream(payload).onErrorMap(RSocketErrors::of).contextWrite(this::withConnection);
    }

    @Override
    public Flux<Payload> requestChannel(Publisher<Payload> payloads) {
        return Flux.defer(() -> connection.admit(rules.subscriptionsMax())
                        ? admitted(payloads)
                        : Flux.<Payload>error(RSocketErrors.retryLater()))
                .onErrorMap(RSocketErrors::of)
                .contextWrite(this::withConnection);
    }

    private Flux<Payload> admitted(Publisher<Payload> payloads) {
        return super.requestChannel(Flux.from(payloads).limitRate(batchesInFlight))
                .doFinally(_ -> connection.dismiss());
    }

    private Context withConnection(Context context) {
        return context.put(ClientConnection.class, connection);
    }
}
