package dev.warfront.packaged;

import static dev.warfront.packaged.RawProducer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.packaged.RawProducer.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Bad records in the topic of score events: each is refused with its code, and the partition goes on.
abstract class BadRecords extends JourneyWar {

    /// Bytes that a record may have.
    private static final int RECORD_MAX = 64 << 10;

    @Test
    void garbageInTheTopic() throws ExecutionException {
        var garbage = new byte[] {(byte) 0xff, 0, 1, 2, '{'};
        rejected("SCORE_MALFORMED", append(war.toString(), garbage));
        rejected("SCORE_MALFORMED", append(war.toString(), bytes("[]")));
        rejected("SCORE_MALFORMED", append(war.toString(), bytes("{\"event_id\": 7}")));
        rejected("SCORE_MALFORMED", append(war.toString(), new byte[0]));
        rejectedUnsigned("SCORE_MALFORMED", log.append(null, bytes(war.toString()), null, key(), "00"));
        rejectedUnsigned( // what is cut off bears no signature
                "SCORE_MALFORMED", append(war.toString(), bytes("{\"padding\": \"" + "x".repeat(RECORD_MAX) + "\"}")));
        var letters = Await.until(PATIENCE, "dead letters", this::deadLetters, found -> found.size() >= 6);
        assertThat(letters).contains("[]", "{\"event_id\": 7}", "");
        assertThat(letters).as("of what is too long the beginning").anyMatch(letter -> letter.length() == RECORD_MAX);
        assertGoesOn();
    }

    @Test
    void forgedSignaturesInTheTopic() throws ExecutionException {
        var value = written(kill());
        var signature = sign(value);
        rejectedUnsigned("SCORE_SIGNATURE_INVALID", signed(value, key(), "0".repeat(64)));
        rejectedUnsigned("SCORE_SIGNATURE_INVALID", signed(value, key(), "not hex"));
        rejectedUnsigned("SCORE_SIGNATURE_INVALID", signed(value, key(), null));
        rejectedUnsigned("SCORE_SIGNATURE_INVALID", signed(value, null, signature));
        rejectedUnsigned("SCORE_SIGNATURE_INVALID", signed(value, UUID.randomUUID(), signature));
        rejectedUnsigned("SCORE_SIGNATURE_INVALID", signed(written(kill()), key(), signature));
        assertGoesOn();
    }

    @Test
    void foreignKeysAndPartitionsInTheTopic() throws ExecutionException {
        var value = written(kill());
        rejectedElsewhere("SCORE_WRONG_PARTITION", append(UUID.randomUUID().toString(), value));
        rejectedElsewhere("SCORE_WRONG_PARTITION", append("no war at all", written(kill())));
        rejectedElsewhere("SCORE_WRONG_PARTITION", log.append(0, null, value, key(), sign(value)));
        var elsewhere = (home() + 1) % log.partitions();
        rejectedElsewhere(
                "SCORE_WRONG_PARTITION", log.append(elsewhere, bytes(war.toString()), value, key(), sign(value)));
        assertGoesOn();
    }

    @Test
    void factsThatCannotBeInTheTopic() throws ExecutionException {
        var other = UUID.randomUUID();
        rejected("SCORE_INVALID_TYPE", append(war.toString(), written(kill().typed("NUKE"))));
        rejected("SCORE_INVALID_TYPE", append(war.toString(), written(kill().typed("TERRITORY_CAPTURE"))));
        rejected("SCORE_INVALID_TYPE", append(war.toString(), written(kill().typed("CUT_OFF"))));
        rejected("SCORE_OUT_OF_RANGE", append(war.toString(), written(kill().worth(-5L))));
        assertReviewed("SCORE_WAR_NOT_ACTIVE", append(other.toString(), written(kill().of(other))));
        rejected(
                "SCORE_CLOCK_SKEW",
                append(war.toString(), written(kill().at(Instant.now().plusSeconds(600)))));
        rejected("SCORE_NOT_PARTICIPANT", append(war.toString(), written(kill().by(UUID.randomUUID()))));
        rejected(
                "SCORE_SAME_SIDE",
                append(
                        war.toString(),
                        written(kill().by(sides.defender().getLast().id()))));
        assertGoesOn();
    }

    private Place append(String key, byte[] value) throws ExecutionException {
        return log.append(null, bytes(key), value, key(), sign(value));
    }

    private Place signed(byte[] value, @Nullable UUID server, @Nullable String signature) throws ExecutionException {
        return log.append(null, bytes(war.toString()), value, server, signature);
    }

    /// The record is in the review table with its code; nothing of it is in the ledger.
    private List<String> deadLetters() {
        return EventTopic.read("war.dead-letter").stream()
                .filter(letter -> letter.key().equals(war.toString()))
                .map(EventTopic.Entry::value)
                .toList();
    }

    private void rejected(String code, Place place) {
        others.expect(place.offset(), code);
        assertReviewed(code, place);
    }

    /// Of a record that nobody known has signed.
    private void rejectedUnsigned(String code, Place place) {
        others.expectUnsigned(place.offset(), code);
        assertReviewed(code, place);
    }

    /// Of a record that names the war, but does not lie where the war's records lie.
    private void rejectedElsewhere(String code, Place place) {
        others.expectUncounted(code);
        assertReviewed(code, place);
    }

    private void assertReviewed(String code, Place place) {
        var found = Await.until(
                PATIENCE,
                "review of the record at " + place,
                () -> simulated
                        .truth()
                        .text(
                                "select code from clan_war_score_review where log_partition = ? and log_offset = ?",
                                place.partition(),
                                place.offset()),
                Optional::isPresent);
        assertThat(found).contains(code);
        assertThat(simulated
                        .truth()
                        .number(
                                "select count(*) from clan_war_scores where log_partition = ? and log_offset = ?",
                                place.partition(),
                                place.offset()))
                .isZero();
    }

    /// The partition of the war is not stuck: good events behind the bad ones are counted.
    private void assertGoesOn() {
        var before = simulated.truth().state(war).accepted();
        Await.until(
                PATIENCE,
                "a good event behind a bad one",
                () -> simulated.truth().state(war).accepted(),
                now -> now > before);
    }

    private int home() {
        return simulated.truth().partition(war);
    }
}
