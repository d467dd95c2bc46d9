package dev.warfront.score;

import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.WAR;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.capture;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.kill;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.AppendScoreEvents.Acknowledgement;
import dev.warfront.score.AppendScoreEvents.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AppendScoreEventsTest {
    private static final UUID SERVER = new UUID(8, 8);
    private static final byte[] KEY = {1, 2, 3};
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<ScoreEvent> log = new ArrayList<>();
    private final AppendScoreEvents append = new AppendScoreEvents(
            server -> server.equals(SERVER) ? Mono.just(KEY) : Mono.empty(),
            (_, _, events) -> Mono.fromSupplier(() -> {
                log.addAll(events);
                return IntStream.range(0, events.size())
                        .mapToObj(each -> new ScoreLog.Place(NOON, 3, 70, each))
                        .toList();
            }));

    private void assertAcknowledged(@Nullable WarId war, List<ParsedEvent> events, List<Acknowledgement> expected) {
        StepVerifier.create(append.append(SERVER, war, events))
                .assertNext(acknowledgements -> assertThat(acknowledgements).isEqualTo(Result.done(expected)))
                .expectComplete()
                .verify(PATIENCE);
    }

    private static Acknowledgement queued(ScoreEvent event, int index) {
        return new Acknowledgement(event.eventId(), Status.QUEUED, null, null, new ScoreLog.Place(NOON, 3, 70, index));
    }

    private static Acknowledgement rejected(@Nullable UUID id, ScoreCode code, FaultyField field) {
        return new Acknowledgement(id, Status.REJECTED, code, field, null);
    }

    private static ParsedEvent reported(ScoreEvent event) {
        return new ParsedEvent.Reported(event);
    }

    @Test
    void givenGoodAndBad_onlyTheGoodAreAppendedAndEachHasItsReceiptInOrder() {
        var invalid =
                new ScoreEvent(new UUID(9, 3), WAR, null, "HOLD_TICK", attacker(0), defender(0), List.of(), null, NOON);
        var dear = new ScoreEvent(new UUID(9, 4), WAR, null, "KILL", attacker(0), defender(0), List.of(), -1L, NOON);
        assertAcknowledged(
                null,
                List.of(
                        new ParsedEvent.Malformed(new UUID(9, 1), "victim_id is missing", FaultyField.VICTIM_ID),
                        reported(kill(2)),
                        reported(invalid),
                        reported(dear),
                        reported(kill(5)),
                        new ParsedEvent.Captured(capture(1, Side.ATTACKER, 200, NOON), NOON),
                        new ParsedEvent.CutOff(WAR)),
                List.of(
                        rejected(new UUID(9, 1), ScoreCode.SCORE_MALFORMED, FaultyField.VICTIM_ID),
                        queued(kill(2), 0),
                        rejected(new UUID(9, 3), ScoreCode.SCORE_INVALID_TYPE, FaultyField.TYPE),
                        rejected(new UUID(9, 4), ScoreCode.SCORE_OUT_OF_RANGE, FaultyField.BASE_POINTS),
                        queued(kill(5), 1),
                        rejected(
                                capture(1, Side.ATTACKER, 200, NOON).eventId(),
                                ScoreCode.SCORE_INVALID_TYPE,
                                FaultyField.TYPE),
                        rejected(null, ScoreCode.SCORE_INVALID_TYPE, FaultyField.TYPE)));

        assertThat(log).containsExactly(kill(2), kill(5));
    }

    @Test
    void givenARepeatInsideTheRequest_itIsADuplicateAndAnotherContentAMismatch() {
        assertAcknowledged(
                null,
                List.of(reported(kill(1)), reported(kill(1)), reported(kill(1, attacker(1), defender(0), NOON))),
                List.of(
                        queued(kill(1), 0),
                        new Acknowledgement(new UUID(9, 1), Status.DUPLICATE, null, null, null),
                        rejected(new UUID(9, 1), ScoreCode.SCORE_IDEMPOTENCY_MISMATCH, FaultyField.EVENT_ID)));
    }

    @Test
    void givenAnEventOfAnotherWarThanThePaths_itIsRefused() {
        assertAcknowledged(
                new WarId(new UUID(1, 9)),
                List.of(reported(kill(1))),
                List.of(rejected(new UUID(9, 1), ScoreCode.SCORE_WRONG_PARTITION, FaultyField.WAR_ID)));
    }

    @Test
    void givenNoSubscriber_nothingIsAppended() {
        assertThat(append.append(SERVER, null, List.of(reported(kill(1))))).isNotNull();

        assertThat(log).isEmpty();
    }

    private void assertRefusal(UUID server, List<ParsedEvent> events, ScoreRefusal refusal) {
        StepVerifier.create(append.append(server, null, events))
                .expectNext(Result.refused(refusal))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(log).isEmpty();
    }

    @Test
    void givenAServerWithoutAKey_itsEventsAreRefused() {
        var revoked = new UUID(8, 9);

        assertRefusal(revoked, List.of(reported(kill(1))), new ScoreRefusal.UnknownServer(revoked));
    }

    @Test
    void givenNoEventOrMoreThan500_theBatchIsRefused() {
        assertRefusal(SERVER, List.of(), new ScoreRefusal.BatchSize(0));
        assertRefusal(SERVER, Collections.nCopies(501, reported(kill(1))), new ScoreRefusal.BatchSize(501));
    }
}
