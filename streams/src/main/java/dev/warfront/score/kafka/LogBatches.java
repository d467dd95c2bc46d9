package dev.warfront.score.kafka;

import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreEventCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// The events of one request as records of the log: the events of each war in their order, in as few records as hold
/// them. Source: docs/rules/score.md, input.
final class LogBatches {
    private final List<Batch> batches = new ArrayList<>();
    /// Of each event, in the order of the request.
    private final List<Assigned> assigned = new ArrayList<>();

    static LogBatches of(List<ScoreEvent> events, ScoreEventCodec codec) {
        var batches = new LogBatches();
        var last = new HashMap<WarId, Integer>();
        for (var event : events) {
            var written = codec.write(event);
            var number = last.get(event.war());
            if (number == null || !batches.batches.get(number).hasRoom(written)) {
                number = batches.batches.size();
                batches.batches.add(new Batch(event.war()));
                last.put(event.war(), number);
            }
            batches.assigned.add(
                    new Assigned(number, batches.batches.get(number).add(written)));
        }
        return batches;
    }

    List<Batch> batches() {
        return batches;
    }

    /// Something for each event, in the order of the request.
    <T> List<T> placed(Placing<T> placing) {
        return assigned.stream()
                .map(each -> placing.of(each.batch(), each.index()))
                .toList();
    }

    /// From where an event is.
    @FunctionalInterface
    interface Placing<T> {
        /// What it makes of an event's place.
        ///
        /// @param batch its number among the batches
        /// @param index its place in the batch
        T of(int batch, int index);
    }

    private record Assigned(int batch, int index) {}

    /// Events of one war that fit one record.
    static final class Batch {
        private final WarId war;
        private final List<byte[]> events = new ArrayList<>();
        /// Of an array of them.
        private int bytes = 1;

        private Batch(WarId war) {
            this.war = war;
        }

        private boolean hasRoom(byte[] event) {
            return events.size() < ScoreEventCodec.EVENTS_MAX && bytes + event.length + 1 <= KafkaRecord.VALUE_MAX;
        }

        /// @return its place
        private int add(byte[] event) {
            events.add(event);
            bytes += event.length + 1;
            return events.size() - 1;
        }

        WarId war() {
            return war;
        }

        /// One event as it is, several as a batch.
        byte[] value(ScoreEventCodec codec) {
            return events.size() == 1 ? events.getFirst() : codec.batch(events);
        }
    }
}
