package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.Shot.Genuine;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.IngestResult;
import dev.warfront.bench.wire.Link;
import dev.warfront.bench.wire.Wire;
import java.util.List;
import java.util.UUID;

/// Posts batches over HTTP and waits for each answer.
final class HttpSender implements Sender {
    private final Program program;
    private final UUID war;
    private final Receipts receipts;

    HttpSender(Program program, UUID war, Receipts receipts) {
        this.program = program;
        this.war = war;
        this.receipts = receipts;
    }

    @Override
    public String title() {
        return "http";
    }

    @Override
    public boolean ownRecords() {
        return false;
    }

    @Override
    public void send(List<Shot> shots) {
        var call =
                Call.post("/clan-wars/" + war + "/score-events", batch(shots)).as(program.server());
        var answer = Wire.JSON.treeToValue(program.http().send(call), IngestResult.Batch.class);
        settle(shots, answer, receipts);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    static Link.Batch batch(List<Shot> shots) {
        return new Link.Batch(
                shots.stream().map(Genuine.class::cast).map(Genuine::event).toList());
    }

    /// Hands each event of a batch its result.
    static void settle(List<Shot> shots, IngestResult.Batch answer, Receipts receipts) {
        if (answer.results().size() != shots.size()) {
            throw new IllegalStateException("%d events were answered by %d results"
                    .formatted(shots.size(), answer.results().size()));
        }
        for (var i = 0; i < shots.size(); i++) {
            receipts.answered(shots.get(i), answer.results().get(i));
        }
    }
}
