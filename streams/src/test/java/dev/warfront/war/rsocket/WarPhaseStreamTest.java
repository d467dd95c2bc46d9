package dev.warfront.war.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import dev.warfront.kernel.rsocket.StreamFixture;
import dev.warfront.war.HotWars;
import dev.warfront.war.WarStatus;
import dev.warfront.war.cache.TestHotWars;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.InvalidException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class WarPhaseStreamTest {
    private static final String ROUTE = "war." + FakeWars.WAR.value() + ".phase";

    private final FakeWars wars = new FakeWars();
    private final HotWars hot = TestHotWars.warsOf(wars, Ticker.systemTicker());
    private final ChangeNotifier changes = new ChangeNotifier();
    private final StreamFixture fixture = StreamFixture.with((streams, _) ->
            List.of(new WarPhaseStream(streams, hot, wars, changes, RULES, new WarPhaseStream.Kept(1_024))));

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void changed() {
        changes.changed(FakeWars.WAR.value());
    }

    @Test
    void givenAWar_itsPhaseComesAsASnapshotAndThenWithEveryEntryOfItsLog() {
        wars.enter(WarStatus.PREPARATION, "TIMER");
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .assertNext(frame -> {
                        assertFrame(frame, "SNAPSHOT", 2, "PREPARATION");
                        assertThat(frame.at("/data/phase_epoch").asInt()).isEqualTo(2);
                        assertThat(frame.at("/data/phase_deadline_at").asString())
                                .isEqualTo("2026-12-01T12:00:00.000Z");
                        assertThat(frame.at("/data/outcome").asString()).isEqualTo("NONE");
                    })
                    .then(() -> wars.enter(WarStatus.ACTIVE, "TIMER"))
                    .then(this::changed)
                    .assertNext(frame -> {
                        assertFrame(frame, "DELTA", 3, "ACTIVE");
                        assertThat(frame.get("prev_seq").asLong()).isEqualTo(2);
                        assertThat(frame.at("/data/event_type").asString()).isEqualTo("war.phase_changed");
                    })
                    .then(wars::battleStarted)
                    .then(() -> wars.enter(WarStatus.ENDING, "SURRENDER"))
                    .then(this::changed)
                    .assertNext(frame -> assertFrame(frame, "DELTA", 4, "ACTIVE"))
                    .assertNext(frame -> {
                        assertFrame(frame, "DELTA", 5, "ENDING");
                        assertThat(frame.at("/data/cut_off_at").asString()).isEqualTo("2026-12-01T13:00:00.000Z");
                        assertThat(frame.at("/data/end_reason").asString()).isEqualTo("SURRENDER");
                        assertThat(frame.at("/data/phase_deadline_at").isNull()).isTrue();
                    })
                    .then(wars::end)
                    .then(this::changed)
                    .assertNext(frame -> assertFrame(frame, "DELTA", 6, "ENDED"))
                    .assertNext(frame -> {
                        assertFrame(frame, "DELTA", 7, "ENDED");
                        assertThat(frame.at("/data/winner_clan_id").asString())
                                .isEqualTo(FakeWars.ATTACKER.value().toString());
                    })
                    .assertNext(frame -> {
                        assertThat(frame.get("kind").asString()).isEqualTo("END");
                        assertThat(frame.at("/data/code").asString()).isEqualTo("COMPLETED");
                    })
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAClientFromBeforeARestart_itResumesFromTheStoredLog() {
        wars.enter(WarStatus.PREPARATION, "TIMER");
        wars.enter(WarStatus.ACTIVE, "TIMER");
        wars.battleStarted();
        try (var client = fixture.client()) {
            StepVerifier.create(client.resume(ROUTE, 0, 1))
                    .assertNext(frame -> assertFrame(frame, "DELTA", 2, "PREPARATION"))
                    .assertNext(frame -> assertFrame(frame, "DELTA", 3, "ACTIVE"))
                    .assertNext(frame -> assertFrame(frame, "DELTA", 4, "ACTIVE"))
                    .then(() -> wars.enter(WarStatus.ENDING, "TIME_LIMIT"))
                    .then(this::changed)
                    .assertNext(frame -> assertFrame(frame, "DELTA", 5, "ENDING"))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenANodeThatRemembersAnOldPhase_whoComesIsShownTheStoredOne() {
        hot.wars().of(FakeWars.WAR).block(PATIENCE);
        wars.enter(WarStatus.PREPARATION, "TIMER");

        try (var client = fixture.client()) {
            StepVerifier.create(client.stream(ROUTE))
                    .assertNext(frame -> assertFrame(frame, "SNAPSHOT", 2, "PREPARATION"))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAnEndedWar_itAnswersSnapshotAndEnd() {
        wars.enter(WarStatus.ENDING, "FORFEIT");
        wars.end();
        try (var client = fixture.client()) {
            StepVerifier.create(client.resume(ROUTE, 0, 1)
                            .map(frame -> frame.get("kind").asString()))
                    .expectNext("SNAPSHOT", "END")
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenNoSuchWar_itIsNotFoundAndABadIdIsInvalid() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("war." + new UUID(1, 2) + ".phase"))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(ApplicationErrorException.class)
                            .hasMessage("NOT_FOUND"))
                    .verify(PATIENCE);
            StepVerifier.create(client.stream("war.xyz.phase"))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(InvalidException.class)
                            .hasMessage("VALIDATION_FAILED"))
                    .verify(PATIENCE);
        }
    }

    private static void assertFrame(JsonNode frame, String kind, long seq, String status) {
        assertThat(frame.get("kind").asString()).isEqualTo(kind);
        assertThat(frame.get("seq").asLong()).isEqualTo(seq);
        assertThat(frame.at("/data/status").asString()).isEqualTo(status);
    }
}
