package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.OutgoingRecord.Forged;
import dev.warfront.bench.simulator.OutgoingRecord.Garbage;
import dev.warfront.bench.simulator.OutgoingRecord.Genuine;
import dev.warfront.bench.wire.Backoff;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.ServerKey;
import dev.warfront.bench.wire.Unreachable;
import dev.warfront.bench.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Appends to the topic itself, signing each record.
final class KafkaEventSender implements ScoreEventSender {
    private static final Duration DELIVERY = Duration.ofSeconds(20);
    private static final int UNANSWERED = 2_000;
    private static final String FORGED = "0".repeat(64);

    private final EventLog log;
    private final ServerKey key;
    private final UUID war;
    private final Acknowledgements acknowledgements;
    private final Duration patience;
    private final List<Flight> flights = new ArrayList<>();

    KafkaEventSender(String bootstrap, ServerKey key, UUID war, Acknowledgements acknowledgements, Duration patience) {
        this.log = new EventLog(bootstrap, DELIVERY);
        this.key = key;
        this.war = war;
        this.acknowledgements = acknowledgements;
        this.patience = patience;
    }

    @Override
    public String title() {
        return "kafka";
    }

    @Override
    public boolean ownRecords() {
        return true;
    }

    @Override
    public void send(List<OutgoingRecord> records) {
        records.forEach(record -> flights.add(new Flight(record, append(record))));
        if (flights.size() > UNANSWERED) {
            flush();
        }
    }

    @Override
    public void flush() {
        flights.forEach(this::land);
        flights.clear();
    }

    @Override
    public void close() {
        log.close();
    }

    /// An acknowledgement that never came leaves open whether the log has the record; it is sent again, and if it was
    /// there, the second is a repeat, which earns nothing.
    private void land(Flight flight) {
        var backoff = new Backoff(patience);
        var answer = flight.answer();
        while (true) {
            try {
                var _ = answer.join();
                return;
            } catch (CompletionException lost) {
                if (!backoff.pause()) {
                    throw new Unreachable("the event log does not answer", lost);
                }
                answer = append(flight.record());
            }
        }
    }

    private CompletableFuture<Void> append(OutgoingRecord record) {
        var value = bytes(record);
        var signature = record instanceof Forged ? FORGED : key.sign(value);
        return log.append(war, value, key.id(), signature).thenAccept(place -> acknowledgements.logged(record, place));
    }

    private static byte[] bytes(OutgoingRecord record) {
        return switch (record) {
            case Genuine(var event) -> Wire.JSON.writeValueAsBytes(event);
            case Forged(var event) -> Wire.JSON.writeValueAsBytes(event);
            case Garbage(var text) -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    private record Flight(OutgoingRecord record, CompletableFuture<Void> answer) {}
}
