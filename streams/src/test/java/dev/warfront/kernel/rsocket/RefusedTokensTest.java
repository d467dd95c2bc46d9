package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.ONE_TOO_MANY;
import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Role;
import io.rsocket.RSocketErrorException;
import io.rsocket.exceptions.RejectedException;
import io.rsocket.exceptions.RejectedSetupException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// What a client is told whose address has shown too many tokens that had to be checked.
class RefusedTokensTest {
    private final StreamFixture fixture = StreamFixture.with((_, _) -> List.of());

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void givenOneTooManyInSetup_theConnectionIsRejectedForNow() {
        try (var client = TestClient.connect(fixture.tcp("application/json").with(ONE_TOO_MANY))) {
            StepVerifier.create(client.onClose())
                    .expectErrorSatisfies(isForNow(RejectedSetupException.class))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenOneTooManyToRenewWith_theRequestIsRejectedForNow_andTheConnectionGoesOn() {
        var account = UUID.randomUUID();
        var way = fixture.tcp("application/json").with(token(account, Role.PLAYER, 60));
        try (var client = TestClient.connect(way)) {
            StepVerifier.create(client.ask("auth.renew", Map.of("access_token", ONE_TOO_MANY)))
                    .expectErrorSatisfies(isForNow(RejectedException.class))
                    .verify(PATIENCE);
            StepVerifier.create(client.ask("auth.renew", Map.of("access_token", token(account, Role.PLAYER, 60))))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    private static Consumer<Throwable> isForNow(Class<? extends RSocketErrorException> type) {
        return refusal -> assertThat(refusal).isInstanceOf(type).hasMessage("RETRY_AFTER");
    }
}
