package dev.warfront.score.postgres;

import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.ScoreAdminEvent;
import dev.warfront.score.ScoreAdminEvent.RecordSkipped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Topic `war.ops`, keyed by the war, or by an id that follows from the partition where there is none.
@Component
public final class ScoreAdminEventMapping implements EventMapping<ScoreAdminEvent> {
    private static final String RECORD_SKIPPED = "score.record_skipped";
    private static final UUID PARTITIONS = UUID.fromString("6d1f0c54-93a4-4b0e-8a52-6f2f4f0c9d1e");

    private final JsonMapper json;

    public ScoreAdminEventMapping(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Class<ScoreAdminEvent> type() {
        return ScoreAdminEvent.class;
    }

    @Override
    public Published map(ScoreAdminEvent event) {
        return switch (event) {
            case RecordSkipped skipped -> published(skipped);
        };
    }

    private static Published published(RecordSkipped skipped) {
        var partition = NamedId.of(PARTITIONS, Integer.toString(skipped.partition()));
        var key = skipped.war() == null ? partition : skipped.war().value();
        return new Published(
                RECORD_SKIPPED,
                1,
                "score_partition",
                partition,
                ScoreAdminEvent.FEED,
                key.toString(),
                RecordSkippedJson.of(skipped));
    }

    @Override
    public ScoreAdminEvent parse(String eventType, JsonNode payload) {
        return switch (eventType) {
            case RECORD_SKIPPED ->
                json.treeToValue(payload, RecordSkippedJson.class).event();
            default -> throw new IllegalArgumentException("no event of the pipeline of scores: " + eventType);
        };
    }

    /// Of the event `score.record_skipped`.
    ///
    /// @param stopped why the partition had stopped
    /// @param reason in the administrator's words
    public record RecordSkippedJson(
            int partition, long offset, @Nullable UUID warId, String stopped, String reason, UUID byId, Instant at) {
        private static RecordSkippedJson of(RecordSkipped event) {
            return new RecordSkippedJson(
                    event.partition(),
                    event.offset(),
                    event.war() == null ? null : event.war().value(),
                    event.stopped().name(),
                    event.reason(),
                    event.by().value(),
                    event.occurredAt());
        }

        private RecordSkipped event() {
            return new RecordSkipped(
                    partition,
                    offset,
                    warId == null ? null : new WarId(warId),
                    PartitionStop.Reason.valueOf(stopped),
                    reason,
                    new PlayerId(byId),
                    at);
        }
    }
}
