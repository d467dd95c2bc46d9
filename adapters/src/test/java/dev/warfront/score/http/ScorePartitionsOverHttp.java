package dev.warfront.score.http;

import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.outbox.InMemoryOutbox;
import dev.warfront.score.PartitionStops;
import dev.warfront.score.SkipRecord;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// Administrators of stopped partitions over HTTP, for tests of other rooms too.
public final class ScorePartitionsOverHttp implements AutoCloseable {
    private static final String PATH = "/api/v1/admin/score/partitions";
    private static final ScoreProblems PROBLEMS = new ScoreProblems();

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final UUID admin = UUID.randomUUID();
    private final HttpServer server;

    /// Over stops and the transactions that they take part in.
    public ScorePartitionsOverHttp(PartitionStops stops, Transactions transactions) {
        var skipRecord = new SkipRecord(stops, outbox, transactions, Clock.systemUTC());
        server = HttpServer.of(new ScorePartitionController(stops, skipRecord, PROBLEMS), PROBLEMS);
    }

    /// What was appended for audits.
    public InMemoryOutbox outbox() {
        return outbox;
    }

    /// All stopped partitions.
    public ResponseSpec stopped() {
        return stopped("ADMIN");
    }

    ResponseSpec stopped(String role) {
        return server.client()
                .get()
                .uri(PATH)
                .header(HttpServer.CALLER, admin + " " + role)
                .exchange();
    }

    /// Skips one record.
    public ResponseSpec skip(int partition, long offset) {
        return skip("ADMIN", partition, Map.of("offset", offset, "reason", "it is poison"));
    }

    ResponseSpec skip(String role, int partition, Object body) {
        return server.client()
                .post()
                .uri(PATH + "/{partition}/skip", partition)
                .header(HttpServer.CALLER, admin + " " + role)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .bodyValue(body)
                .exchange();
    }

    @Override
    public void close() {
        server.close();
    }
}
