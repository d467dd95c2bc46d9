package dev.warfront.score.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.NOW;

import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.EventGoldenContract;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.score.PartitionStop.Reason;
import dev.warfront.score.ScoreAdminEvent;
import dev.warfront.score.ScoreAdminEvent.RecordSkipped;
import java.util.List;
import java.util.UUID;

class ScoreAdminGoldenTest implements EventGoldenContract<ScoreAdminEvent> {
    @Override
    public String context() {
        return "score";
    }

    @Override
    public EventMapping<ScoreAdminEvent> mapping() {
        return new ScoreAdminEventMapping(WireJson.jsonMapper());
    }

    @Override
    public List<ScoreAdminEvent> samples() {
        return List.of(
                new RecordSkipped(7, 1_000, new WarId(new UUID(1, 1)), Reason.REFUSED, "poison", ADMIN, NOW),
                new RecordSkipped(8, 2_000, null, Reason.FAILING, "poison", ADMIN, NOW));
    }
}
