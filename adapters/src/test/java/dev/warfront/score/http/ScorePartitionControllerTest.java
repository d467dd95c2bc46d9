package dev.warfront.score.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.WarId;
import dev.warfront.score.InMemoryPartitionStops;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.PartitionStop.Reason;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ScoreAdminEvent.RecordSkipped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ScorePartitionControllerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");
    private static final UUID WAR = UUID.randomUUID();

    private final InMemoryPartitionStops stops = new InMemoryPartitionStops();
    private final ScorePartitionsOverHttp http = new ScorePartitionsOverHttp(stops, new DirectTransactions());

    @BeforeEach
    void stopPartitions() {
        stop(3, 40, Reason.REFUSED, new RawRecord(new byte[36], new byte[120], Map.of()), new WarId(WAR));
        stop(5, 9, Reason.LOG_TRUNCATED, new RawRecord(null, null, Map.of()), null);
    }

    private void stop(int partition, long offset, Reason reason, RawRecord record, @Nullable WarId war) {
        stops.moveTo(partition, offset);
        stops.put(new PartitionStop(partition, offset, reason, "why", war, record, AT))
                .block(PATIENCE);
    }

    @AfterEach
    void close() {
        http.close();
    }

    private static void code(ResponseSpec response, int status, String code) {
        response.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    @Test
    void givenStoppedPartitions_anAdministratorSeesWhatEachStandsBefore() {
        http.stopped()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].partition")
                .isEqualTo(3)
                .jsonPath("$.items[0].offset")
                .isEqualTo(40)
                .jsonPath("$.items[0].reason")
                .isEqualTo("REFUSED")
                .jsonPath("$.items[0].detail")
                .isEqualTo("why")
                .jsonPath("$.items[0].since")
                .isEqualTo("2026-12-01T10:00:00.123Z")
                .jsonPath("$.items[0].war_id")
                .isEqualTo(WAR.toString())
                .jsonPath("$.items[0].value_bytes")
                .isEqualTo(120)
                .jsonPath("$.items[1].value_bytes")
                .isEqualTo(0);
    }

    @Test
    void givenAnotherThanAnAdministrator_itIsForbidden() {
        for (var role : List.of("PLAYER", "MODERATOR", "GAME_SERVER")) {
            code(http.stopped(role), 403, "FORBIDDEN");
            code(http.skip(role, 3, Map.of("offset", 40, "reason", "x")), 403, "FORBIDDEN");
        }
    }

    @Test
    void givenTheOffsetBeforeWhichItStands_itIsSkippedOnce() {
        http.skip(3, 40)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.partition")
                .isEqualTo(3);

        assertThat(stops.next(3)).isEqualTo(41);
        assertThat(http.outbox().events(RecordSkipped.class))
                .extracting(RecordSkipped::reason)
                .containsExactly("it is poison");
        code(http.skip(3, 40), 404, "SCORE_PARTITION_NOT_STOPPED");
    }

    @Test
    void givenWhatCannotBeSkipped_itSaysWhy() {
        code(http.skip(4, 40), 404, "SCORE_PARTITION_NOT_STOPPED");
        http.skip(3, 41)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("SCORE_PARTITION_OFFSET")
                .jsonPath("$.offset")
                .isEqualTo(40);
        code(http.skip(5, 9), 409, "SCORE_PARTITION_LOG_LOST");
        assertThat(http.outbox().events()).isEmpty();
    }

    @Test
    void givenABodyWithoutOffsetOrReason_itIsInvalid() {
        code(http.skip("ADMIN", 3, Map.of("reason", "x")), 400, "VALIDATION_FAILED");
        code(http.skip("ADMIN", 3, Map.of("offset", 40)), 400, "VALIDATION_FAILED");
        code(http.skip("ADMIN", 3, Map.of("offset", 40, "reason", " ")), 400, "VALIDATION_FAILED");
    }
}
