import dev.warfront.client.model.IngestResult;
import dev.warfront.client.model.ScoreEvent;
import dev.warfront.client.model.ScoreEventBatch;
import java.util.List;
import java.util.UUID;

final class Ingest {
    /// Hands up to 500 events of one war in over HTTP. Answers a result for each, in their order.
    static List<IngestResult> send(Api server, UUID war, List<ScoreEvent> events) throws Exception {
        var batch = new ScoreEventBatch().events(events);
        return server.call(_ -> server.scores.appendScoreEvents(war, batch, null)).getResults();
    }
}
