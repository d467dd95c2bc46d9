package dev.warfront.score;

import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import dev.warfront.score.EventVerdict.Accepted;
import dev.warfront.score.EventVerdict.Refused;
import dev.warfront.score.EventVerdicts.Position;
import dev.warfront.score.LogRecord.Proof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What everybody promises who says what became of an event.
public interface EventVerdictsContract extends LedgerPorts {
    EventVerdicts verdicts();

    private @Nullable EventVerdict verdict(TestPartition partition, ParsedEvent of, @Nullable UUID server) {
        var event = ((ParsedEvent.Reported) of).event();
        return verdicts()
                .of(partition.war, event.eventId(), event.occurredAt(), server)
                .block(TestPartition.PATIENCE);
    }

    private static ParsedEvent at(ParsedEvent of, Instant time) {
        var event = ((ParsedEvent.Reported) of).event();
        return new ParsedEvent.Reported(new ScoreEvent(
                event.eventId(),
                event.war(),
                event.battle(),
                event.type(),
                event.player(),
                event.victim(),
                event.players(),
                event.basePoints(),
                time));
    }

    private static void flush(TestPartition partition, LogRecord... records) {
        partition.flush(partition.owner(), List.of(records));
    }

    @Test
    default void givenAnAcceptedEvent_everyServerLearnsItsPointsAndPlace() {
        var partition = partition();
        var kill = partition.kill(2);
        partition.flush(partition.kill(1), kill);

        assertThat(verdict(partition, kill, UUID.randomUUID()))
                .isEqualTo(new Accepted(
                        ((ParsedEvent.Reported) kill).event().eventId(),
                        partition.war,
                        ScoreType.KILL,
                        10,
                        2,
                        1,
                        partition.now,
                        new ScoreLog.Place(partition.now, partition.number, 1, 0)));
    }

    @Test
    default void givenASharedObjective_itsRowsAreAddedUp() {
        var partition = partition();
        var shared = partition.event("OBJECTIVE_CAPTURE", 7, null, 1, 2, 3);
        partition.flush(partition.kill(1), shared, partition.kill(2));

        assertThat(verdict(partition, shared, null)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.points()).isEqualTo(50);
            assertThat(accepted.seq()).isEqualTo(2);
            assertThat(accepted.rows()).isEqualTo(4);
        });
    }

    @Test
    default void givenACapture_itIsFoundByTheIdThatTheFeedSays() {
        var partition = partition();
        var capture = partition.capture(480);
        partition.flush(capture);
        var id = ((ParsedEvent.Captured) capture).event().eventId();

        assertThat(done(verdicts().of(partition.war, id, partition.now, null)))
                .isInstanceOfSatisfying(Accepted.class, accepted -> {
                    assertThat(accepted.type()).isEqualTo(ScoreType.TERRITORY_CAPTURE);
                    assertThat(accepted.points()).isEqualTo(480);
                });
    }

    @Test
    default void givenAClockAhead_theEventIsFoundByTheTimeThatItsSenderSaid() {
        var partition = partition();
        var ahead = at(partition.kill(1), partition.now.plusSeconds(40));
        partition.flush(ahead);

        assertThat(verdict(partition, ahead, null))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.occurredAt()).isEqualTo(partition.now));
    }

    @Test
    default void givenAnotherIdOrTimeOrWar_nothingWasDecided() {
        var partition = partition();
        var kill = partition.kill(1);
        partition.flush(kill);
        var id = ((ParsedEvent.Reported) kill).event().eventId();

        assertThat(verdict(partition, partition.kill(2), null)).isNull();
        assertThat(verdict(partition, at(kill, partition.now.minusSeconds(1)), null))
                .isNull();
        assertThat(verdicts()
                        .of(new WarId(UUID.randomUUID()), id, partition.now, null)
                        .block(TestPartition.PATIENCE))
                .isNull();
    }

    @Test
    default void givenARefusedEvent_itsServerAndAdministratorsLearnWhy_andNobodyElse() {
        var partition = partition();
        var server = UUID.randomUUID();
        var sameSide = partition.event("KILL", 3, partition.attacker(0));
        flush(partition, partition.sent(sameSide, server, Proof.GAME_SERVER, partition.war));

        var refused = verdict(partition, sameSide, server);

        assertThat(refused).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.code()).isEqualTo(ScoreCode.SCORE_SAME_SIDE);
            assertThat(it.field()).isEqualTo(FaultyField.VICTIM_ID);
            assertThat(it.type()).isEqualTo("KILL");
            assertThat(it.server()).isEqualTo(server);
            assertThat(it.signed()).isTrue();
            assertThat(it.place()).isEqualTo(new ScoreLog.Place(partition.now, partition.number, 0, 0));
        });
        assertThat(verdict(partition, sameSide, null)).isEqualTo(refused);
        assertThat(verdict(partition, sameSide, UUID.randomUUID())).isNull();
    }

    @Test
    default void givenAnEventThatWasMendedAfterARefusal_itsAcceptanceHolds() {
        var partition = partition();
        var server = UUID.randomUUID();
        flush(
                partition,
                partition.sent(partition.event("DANCE", 4, null), server, Proof.GAME_SERVER, partition.war),
                partition.sent(partition.kill(4), server, Proof.GAME_SERVER, partition.war));

        assertThat(verdict(partition, partition.kill(4), server)).isInstanceOf(Accepted.class);
    }

    @Test
    default void givenARefusalThatRepeatsGet_itHoldsWhateverElseIsSentUnderItsId() {
        var partition = partition();
        var server = UUID.randomUUID();
        var sameSide = partition.event("KILL", 5, partition.attacker(0));
        flush(
                partition,
                partition.sent(partition.event("DANCE", 5, null), server, Proof.GAME_SERVER, partition.war),
                partition.sent(sameSide, server, Proof.GAME_SERVER, partition.war),
                partition.sent(partition.kill(5), server, Proof.GAME_SERVER, partition.war),
                partition.sent(sameSide, server, Proof.GAME_SERVER, partition.war));

        assertThat(verdict(partition, partition.kill(5), server))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.code()).isEqualTo(ScoreCode.SCORE_SAME_SIDE));
    }

    @Test
    default void givenRefusalsThatCanBeMended_theLastIsSaid() {
        var partition = partition();
        var server = UUID.randomUUID();
        var id = new UUID(partition.war.value().getMostSignificantBits(), 6);
        flush(
                partition,
                partition.sent(partition.event("DANCE", 6, null), server, Proof.GAME_SERVER, partition.war),
                partition.sent(
                        new ParsedEvent.Malformed(id, "victim_id is missing", FaultyField.VICTIM_ID),
                        server,
                        Proof.GAME_SERVER,
                        partition.war));

        assertThat(verdict(partition, partition.kill(6), server)).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.code()).isEqualTo(ScoreCode.SCORE_MALFORMED);
            assertThat(it.field()).isEqualTo(FaultyField.VICTIM_ID);
            assertThat(it.detail()).isEqualTo("victim_id is missing");
        });
    }

    @Test
    default void givenWhatNobodyHasSigned_itIsNoVerdictForAServer_andTheLastForAnAdministrator() {
        var partition = partition();
        var server = UUID.randomUUID();
        var kill = partition.kill(8);
        flush(partition, partition.sent(kill, server, Proof.NONE, partition.war));

        assertThat(verdict(partition, kill, server)).isNull();
        assertThat(verdict(partition, kill, null))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.code()).isEqualTo(ScoreCode.SCORE_SIGNATURE_INVALID));

        flush(partition, partition.sent(partition.event("DANCE", 8, null), server, Proof.GAME_SERVER, partition.war));
        assertThat(verdict(partition, kill, null))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.code()).isEqualTo(ScoreCode.SCORE_INVALID_TYPE));
    }

    @Test
    default void givenRefusedEventsOfAWar_theyAreListedAsTheyWereDecided_andThenWhatIsNew() {
        var partition = partition();
        var server = UUID.randomUUID();
        var other = UUID.randomUUID();
        for (var i = 0; i < 4; i++) {
            flush(
                    partition,
                    partition.sent(
                            partition.event("DANCE", 10 + i, null),
                            i % 2 == 0 ? server : other,
                            Proof.GAME_SERVER,
                            partition.war),
                    partition.sent(partition.kill(20 + i), server, Proof.NONE, partition.war));
        }

        var all = done(verdicts().refused(partition.war, null, Position.START, 10));
        assertThat(all).extracting(each -> each.place().offset()).containsExactly(0L, 2L, 4L, 6L);
        assertThat(all).allSatisfy(each -> assertThat(each.code()).isEqualTo(ScoreCode.SCORE_INVALID_TYPE));
        assertThat(done(verdicts().refused(partition.war, null, Position.START, 2)))
                .isEqualTo(all.subList(0, 2));
        assertThat(done(verdicts().refused(partition.war, null, new Position(2, 0), 10)))
                .isEqualTo(all.subList(2, 4));
        assertThat(done(verdicts().refused(partition.war, server, Position.START, 10)))
                .containsExactly(all.get(0), all.get(2));
        assertThat(done(verdicts().refused(partition.war, server, new Position(0, 0), 10)))
                .containsExactly(all.get(2));
        assertThat(done(verdicts().refused(partition.war, other, new Position(6, 0), 10)))
                .isEmpty();
    }

    @Test
    default void givenRefusedEventsOfOneRecord_theListGoesOnWithinIt() {
        var partition = partition();
        partition.flush(
                partition.owner(),
                partition.batch(
                        partition.event("DANCE", 1, null),
                        partition.kill(2),
                        partition.event("DANCE", 3, null),
                        partition.event("DANCE", 4, null)));

        assertThat(done(verdicts().refused(partition.war, null, new Position(0, 0), 10)))
                .extracting(each -> each.place().index())
                .containsExactly(2, 3);
    }

    @Test
    default void givenWhatNamesAServerAndStandsInNoCount_itIsListedNewestFirstWithItsNumbers() {
        var partition = partition();
        var server = UUID.randomUUID();
        var records = new ArrayList<LogRecord>();
        for (var i = 0; i < 3; i++) {
            records.add(partition.sent(partition.kill(i), server, Proof.NONE, partition.war));
        }
        // another war than there is
        records.add(partition.sent(partition.kill(3), server, Proof.GAME_SERVER, new WarId(UUID.randomUUID())));
        records.add(partition.sent(partition.event("DANCE", 4, null), server, Proof.GAME_SERVER, partition.war));
        records.add(partition.sent(partition.kill(5), UUID.randomUUID(), Proof.NONE, partition.war));
        partition.flush(partition.owner(), records);

        var first = done(verdicts().uncounted(server, new PageRequest(3, null)));
        var second = done(verdicts().uncounted(server, new PageRequest(3, first.nextCursor())));

        assertThat(first.items()).extracting(each -> each.place().offset()).containsExactly(3L, 2L, 1L);
        assertThat(first.items().getFirst().signed()).isTrue();
        assertThat(first.items().getFirst().field()).isEqualTo(FaultyField.WAR_ID);
        assertThat(first.items().getLast().signed()).isFalse();
        assertThat(second.items()).extracting(each -> each.place().offset()).containsExactly(0L);
        assertThat(second.nextCursor()).isNull();
        assertThat(done(verdicts().uncountedByCode(server)))
                .isEqualTo(Map.of(
                        ScoreCode.SCORE_SIGNATURE_INVALID, 3L,
                        ScoreCode.SCORE_WRONG_PARTITION, 1L));
        assertThat(done(verdicts().uncountedByCode(UUID.randomUUID()))).isEmpty();
    }
}
