package dev.warfront.app;

import dev.warfront.identity.SanctionKind;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.rsocket.StreamServer;
import dev.warfront.kernel.rsocket.TestClient;
import dev.warfront.war.CancelWar;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/// Who is shut out while a stream is open loses it without asking for anything; those of others go on. A game
/// server is not banned but revoked. Source: docs/rules/streams.md, docs/rules/identity.md.
@ExtendWith(SharedProgram.class)
class ShutOutStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, ?> BATCH = Map.of("events", List.of(Map.of()));

    private static RunningProgram program;
    private static RightsAccounts accounts;
    private static int port;

    @BeforeAll
    static void reach(RunningProgram shared) {
        program = shared;
        accounts = new RightsAccounts(shared);
        port = shared.get(StreamServer.class).port().blockOptional(PATIENCE).orElseThrow();
    }

    @Test
    void givenAPlayerWithAnOpenStream_whenItIsBanned_theStreamEnds_andThatOfAnotherGoesOn() {
        var leader = accounts.person(Role.PLAYER);
        var banned = accounts.person(Role.PLAYER);
        var world = new RightsWorld(program, leader, accounts.person(Role.PLAYER), accounts.gameServer(), banned);
        var route = "war." + world.war.value() + ".phase";
        try (var lost = connect(banned);
                var kept = connect(accounts.person(Role.PLAYER))) {
            StepVerifier.create(frames(kept, route))
                    .expectNext("SNAPSHOT")
                    .then(() -> StepVerifier.create(frames(lost, route))
                            .expectNext("SNAPSHOT")
                            .then(() -> accounts.sanction(banned, SanctionKind.BAN, null))
                            .expectNext("END TOKEN_EXPIRED")
                            .expectComplete()
                            .verify(PATIENCE))
                    .then(() -> cancel(world, leader))
                    .expectNext("DELTA")
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAGameServerWithAnOpenChannel_whenItIsRevoked_theChannelEnds_andThatOfAnotherGoesOn() {
        var revoked = accounts.gameServer();
        var batches = Sinks.many().unicast().<Object>onBackpressureBuffer();
        try (var lost = connect(revoked);
                var kept = connect(accounts.gameServer())) {
            StepVerifier.create(kept.channel("score-events", batches.asFlux()))
                    .then(() -> batches.tryEmitNext(BATCH).orThrow())
                    .expectNextCount(1)
                    .then(() -> StepVerifier.create(lost.channel(
                                    "score-events", Flux.<Object>just(BATCH).concatWith(Flux.never())))
                            .expectNextCount(1)
                            .then(() -> accounts.revoke(revoked))
                            .expectErrorMessage("TOKEN_EXPIRED")
                            .verify(PATIENCE))
                    .then(() -> batches.tryEmitNext(BATCH).orThrow())
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    private static TestClient connect(Caller caller) {
        return TestClient.connect(new TestClient.Way(port, false, "application/json", accounts.token(caller)));
    }

    /// The kind of each but heartbeats, which come when they like; of an END with its code.
    private static Flux<String> frames(TestClient client, String route) {
        return client.stream(route).map(ShutOutStreamsTest::kind).filter(kind -> !kind.equals("HEARTBEAT"));
    }

    private static String kind(JsonNode frame) {
        return (frame.path("kind").asString() + " " + frame.at("/data/code").asString("")).strip();
    }

    private static void cancel(RightsWorld world, Caller leader) {
        RightsAccounts.done(program.get(WarViews.class)
                .find(world.war)
                .map(WarView::version)
                .flatMap(version -> program.get(CancelWar.class).cancel(leader.id(), world.war, version)));
    }
}
