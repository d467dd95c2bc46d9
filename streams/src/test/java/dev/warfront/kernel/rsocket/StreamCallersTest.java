package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static dev.warfront.kernel.rsocket.StreamFixture.SETTINGS;
import static dev.warfront.kernel.rsocket.StreamFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Role;
import dev.warfront.kernel.StreamRules;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.InvalidException;
import io.rsocket.exceptions.RejectedSetupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/// On whose behalf a connection asks, and when what was begun on it ends.
@Execution(ExecutionMode.CONCURRENT)
class StreamCallersTest extends StreamsOverSockets {
    private static final UUID SERVER = UUID.fromString("00000000-0000-7000-8000-00000000000a");

    StreamCallersTest() {
        super(new Echo(), new Echo.OfServers());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenATokenInSetup_theConnectionHasItsCaller(TestClient.Way way) {
        try (var client = TestClient.connect(way.with(token(SERVER, Role.GAME_SERVER, 60)))) {
            StepVerifier.create(client.channel("echo", Flux.just(Map.of("a", 1))))
                    .assertNext(answer -> assertThat(answer.get("a").asInt()).isEqualTo(1))
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenABadTokenInSetup_theConnectionIsRejected(TestClient.Way way) {
        try (var client = TestClient.connect(way.with("forged"))) {
            StepVerifier.create(client.onClose())
                    .expectErrorSatisfies(error -> assertCode(error, RejectedSetupException.class, "UNAUTHENTICATED"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenNoToken_publicStreamsAreOpenAndPrivateOnesAreNot() {
        fixture.scripted().script("state.public").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("state.public"))
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(PATIENCE);
            StepVerifier.create(client.channel("echo", Flux.just(Map.of())))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenASessionThatIsOver_itsNextPrivateRequestIsRefused_andWhatIsPrivateEnds() {
        var account = UUID.randomUUID();
        try (var client = TestClient.connect(fixture.tcp("application/json").with(token(account, Role.PLAYER, 60)))) {
            StepVerifier.create(client.channel("echo", Flux.just(Map.of("a", 1)).concatWith(Flux.never())))
                    .expectNextCount(1)
                    .then(() -> fixture.change(account))
                    .then(() -> StepVerifier.create(client.channel("echo", Flux.just(Map.of())))
                            .expectErrorSatisfies(
                                    error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                            .verify(PATIENCE))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "TOKEN_EXPIRED"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenASessionThatEndsOnAnotherNode_itsConnectionsStreamsEnd_andThoseOfOthersGoOn() {
        var account = UUID.randomUUID();
        var script = fixture.scripted().script("state.watched").begin(1);
        try (var client = TestClient.connect(fixture.tcp("application/json").with(token(account, Role.PLAYER, 60)));
                var other = TestClient.connect(
                        fixture.webSocket("application/json").with(token(UUID.randomUUID(), Role.PLAYER, 60)));
                var nobody = fixture.client()) {
            var goOn = Flux.merge(other.stream("state.watched"), nobody.stream("state.watched"));
            StepVerifier.create(goOn)
                    .expectNextCount(2)
                    .then(() -> StepVerifier.create(client.channel(
                                            "echo", Flux.just(Map.of("a", 1)).concatWith(Flux.never()))
                                    .materialize()
                                    .mergeWith(client.stream("state.watched").materialize())
                                    .filter(signal -> signal.isOnError()
                                            || (signal.get() != null
                                                    && signal.get().has("kind"))))
                            .expectNextCount(1)
                            .then(() -> fixture.end(account))
                            .recordWith(ArrayList::new)
                            .expectNextCount(2)
                            .consumeRecordedWith(ends -> assertThat(ends)
                                    .anySatisfy(end ->
                                            assertThat(end.getThrowable()).hasMessage("TOKEN_EXPIRED"))
                                    .anySatisfy(end -> assertThat(String.valueOf(end.get()))
                                            .contains("END", "TOKEN_EXPIRED")))
                            .expectComplete()
                            .verify(PATIENCE))
                    .then(() -> script.set("a", 1))
                    .expectNextCount(2)
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenARoleThatTheAccountLost_theNextRequestThatNeedsItIsRefused() {
        var account = UUID.randomUUID();
        try (var client =
                TestClient.connect(fixture.tcp("application/json").with(token(account, Role.GAME_SERVER, 60)))) {
            StepVerifier.create(client.channel("servers", Flux.just(Map.of("a", 1))))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(PATIENCE);
            fixture.change(account, Role.PLAYER);
            StepVerifier.create(client.channel("servers", Flux.just(Map.of())))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAnExpiringToken_whatIsPrivateEndsUnlessItIsRenewed() {
        var noGrace = new StreamRules(RULES.heartbeat(), RULES.noDemand(), 256, 32, Duration.ZERO, Duration.ZERO);
        try (var strict = new StreamFixture(noGrace, SETTINGS, (_, _) -> List.of(new Echo()));
                var kept = TestClient.connect(strict.tcp("application/json").with(token(SERVER, Role.GAME_SERVER, 2)));
                var lost =
                        TestClient.connect(strict.tcp("application/json").with(token(SERVER, Role.GAME_SERVER, 60)))) {
            strict.scripted().script("state.public").begin(1);
            StepVerifier.create(kept.ask("auth.renew", Map.of("access_token", token(SERVER, Role.GAME_SERVER, 60))))
                    .assertNext(answer ->
                            assertThat(answer.get("expires_at").asString()).endsWith("Z"))
                    .expectComplete()
                    .verify(PATIENCE);
            var expiring = Map.of("access_token", token(SERVER, Role.GAME_SERVER, 2));
            StepVerifier.create(lost.channel("echo", Flux.just(Map.of("a", 1)).concatWith(Flux.never())))
                    .expectNextCount(1)
                    .then(() -> lost.ask("auth.renew", expiring).block(PATIENCE))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "TOKEN_EXPIRED"))
                    .verify(PATIENCE);
            StepVerifier.create(lost.stream("state.public"))
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(PATIENCE);
            StepVerifier.create(kept.channel("echo", Flux.just(Map.of("a", 1))))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenARenewal_itMustBeGoodAndOfTheSameCaller() {
        try (var client =
                TestClient.connect(fixture.tcp("application/json").with(token(SERVER, Role.GAME_SERVER, 60)))) {
            StepVerifier.create(client.ask("auth.renew", Map.of("access_token", "forged")))
                    .expectErrorSatisfies(
                            error -> assertCode(error, ApplicationErrorException.class, "UNAUTHENTICATED"))
                    .verify(PATIENCE);
            var others = token(UUID.fromString("00000000-0000-7000-8000-00000000000b"), Role.GAME_SERVER, 60);
            StepVerifier.create(client.ask("auth.renew", Map.of("access_token", others)))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                    .verify(PATIENCE);
            StepVerifier.create(client.ask("auth.renew", Map.of()))
                    .expectErrorSatisfies(error -> assertCode(error, InvalidException.class, "VALIDATION_FAILED"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenARenewalAfterARoleWasLost_itIsTaken_andWhatWasBegunByThatRoleEnds() {
        var account = UUID.fromString("00000000-0000-7000-8000-00000000000c");
        try (var client =
                TestClient.connect(fixture.tcp("application/json").with(token(account, Role.GAME_SERVER, 60)))) {
            var lesser = Map.of("access_token", token(account, Role.PLAYER, 60));
            StepVerifier.create(
                            client.channel("servers", Flux.just(Map.of("a", 1)).concatWith(Flux.never())))
                    .expectNextCount(1)
                    .then(() -> StepVerifier.create(client.ask("auth.renew", lesser))
                            .expectNextCount(1)
                            .expectComplete()
                            .verify(PATIENCE))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "TOKEN_EXPIRED"))
                    .verify(PATIENCE);
        }
    }
}
