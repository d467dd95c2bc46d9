package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.OutgoingRecord.Genuine;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.IngestResult;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Wire;
import java.util.List;
import java.util.UUID;

/// Posts batches over HTTP and waits for each answer.
final class HttpEventSender implements ScoreEventSender {
    private final Program program;
    private final UUID war;
    private final Acknowledgements acknowledgements;

    HttpEventSender(Program program, UUID war, Acknowledgements acknowledgements) {
        this.program = program;
        this.war = war;
        this.acknowledgements = acknowledgements;
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
    public void send(List<OutgoingRecord> records) {
        var call =
                Call.post("/clan-wars/" + war + "/score-events", batch(records)).as(program.server());
        var answer = Wire.JSON.treeToValue(program.http().send(call), IngestResult.Batch.class);
        settle(records, answer, acknowledgements);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    static RSocketConnection.Batch batch(List<OutgoingRecord> records) {
        return new RSocketConnection.Batch(
                records.stream().map(Genuine.class::cast).map(Genuine::event).toList());
    }

    /// Hands each event of a batch its result.
    static void settle(List<OutgoingRecord> records, IngestResult.Batch answer, Acknowledgements acknowledgements) {
        if (answer.results().size() != records.size()) {
            throw new IllegalStateException("%d events were answered by %d results"
                    .formatted(records.size(), answer.results().size()));
        }
        for (var i = 0; i < records.size(); i++) {
            acknowledgements.answered(records.get(i), answer.results().get(i));
        }
    }
}
