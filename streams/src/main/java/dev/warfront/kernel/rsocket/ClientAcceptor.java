package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.StreamRules;
import io.rsocket.ConnectionSetupPayload;
import io.rsocket.RSocket;
import io.rsocket.RSocketErrorException;
import io.rsocket.SocketAcceptor;
import io.rsocket.exceptions.RejectedSetupException;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadata;
import io.rsocket.metadata.WellKnownAuthType;
import io.rsocket.metadata.WellKnownMimeType;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Accepts a client: its data must be in a known format and its token, if it sends one, must be good. Without a
/// token it is anonymous, which suffices for public streams.
@Component
final class ClientAcceptor implements SocketAcceptor {
    private static final String COMPOSITE = WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString();

    private final SocketAcceptor routes;
    private final TokenVerifier tokens;
    private final StreamRules rules;
    private final ServerSettings settings;
    private final Clock clock;

    ClientAcceptor(
            RSocketRoutes routes, TokenVerifier tokens, StreamRules rules, ServerSettings settings, Clock clock) {
        this.routes = routes.responder();
        this.tokens = tokens;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Mono<RSocket> accept(ConnectionSetupPayload setup, RSocket client) {
        return Mono.deferContextual(context -> accept(setup, client, ClientConnection.of(context)))
                .onErrorMap(ClientAcceptor::code);
    }

    private Mono<RSocket> accept(ConnectionSetupPayload setup, RSocket client, ClientConnection connection) {
        var format = FrameFormat.of(setup.dataMimeType());
        if (format.isEmpty()) {
            return Mono.error(new RejectedSetupException("UNSUPPORTED_DATA_TYPE"));
        }
        if (!COMPOSITE.equals(setup.metadataMimeType())) {
            return Mono.error(new RejectedSetupException("UNSUPPORTED_METADATA_TYPE"));
        }
        connection.format(format.get());
        return verify(setup, connection)
                .then(Mono.defer(() -> connection.settle() ? routes.accept(setup, client) : full()))
                .map(served -> new ClientSocket(served, connection, rules, settings));
    }

    private static <T> Mono<T> full() {
        return Mono.error(new RejectedSetupException(EndCode.RETRY_AFTER.name()));
    }

    private static Throwable code(Throwable failure) {
        return failure instanceof RSocketErrorException ? failure : new RejectedSetupException("INVALID_SETUP");
    }

    private Mono<Void> verify(ConnectionSetupPayload setup, ClientConnection connection) {
        return Mono.justOrEmpty(bearer(setup))
                .flatMap(token -> tokens.verify(connection.from(), token))
                .doOnNext(session -> connection.authenticate(session, clock.instant(), rules.tokenGrace()))
                .onErrorMap(ClientAcceptor::refusal)
                .then();
    }

    private static Throwable refusal(Throwable failure) {
        return failure instanceof TokenVerifier.BadToken
                ? new RejectedSetupException("UNAUTHENTICATED")
                : new RejectedSetupException(EndCode.RETRY_AFTER.name(), failure);
    }

    private static Optional<String> bearer(ConnectionSetupPayload setup) {
        for (var entry : new CompositeMetadata(setup.metadata(), false)) {
            if (WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION.getString().equals(entry.getMimeType())) {
                return token(entry);
            }
        }
        return Optional.empty();
    }

    /// Any other kind of authentication is a token that is not good.
    private static Optional<String> token(CompositeMetadata.Entry entry) {
        var content = entry.getContent();
        if (AuthMetadataCodec.isWellKnownAuthType(content)
                && AuthMetadataCodec.readWellKnownAuthType(content) == WellKnownAuthType.BEARER) {
            return Optional.of(String.valueOf(AuthMetadataCodec.readBearerTokenAsCharArray(content)));
        }
        return Optional.of("");
    }
}
